package press.lords.subscription.consent;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

class ConsentPageIT {

    private static RunningService service;

    private VisitingBrowser browser;

    @BeforeAll
    static void start() {
        TestBroker.empty();
        service = RunningService.start(TestDatabase.name());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void aBrowser() {
        browser = new VisitingBrowser(service);
    }

    @Test
    void offersEveryAnswerAsOneButton() {
        HttpResponse<String> page = show();

        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body())
                .contains("<h1>Privacy &amp; Cookie Notice</h1>", "You have not chosen yet")
                .contains("value=\"refuse\">Refuse all</button>")
                .contains("value=\"save\">Save my choice</button>")
                .contains("value=\"accept\">Accept all</button>")
                .contains("name=\"purpose\" value=\"statistics\">")
                .doesNotContain("value=\"statistics\" checked", "<script", "javascript:");
        assertThat(page.body().indexOf("Refuse all")).isLessThan(page.body().indexOf("Accept all"));
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .satisfies(policy -> assertThat(policy)
                        .contains(
                                "default-src 'none'",
                                "form-action 'self'",
                                "frame-ancestors 'none'",
                                "style-src 'sha256-"));
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "choice=accept, accept, You accepted",
        "choice=refuse, refuse, You refused",
        "choice=save&purpose=statistics&purpose=preferences, customise, You chose",
        "choice=save, refuse, You refused",
        "choice=accept&notice=1, accept, You accepted"
    })
    void takesAnAnswerWithoutAScript(String form, String how, String status) {
        HttpResponse<String> answer = browser.post(form);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/consent");
        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .contains("__Host-press-visitor=", "; Secure; HttpOnly; SameSite=Lax");
        assertThat(browser.consent().get("how").asString()).isEqualTo(how);
        assertThat(show().body()).contains(status);
    }

    @Test
    void offersToWithdrawWhatWasAllowed() {
        browser.post("choice=accept");
        assertThat(show().body()).contains("value=\"withdraw\">Withdraw all</button>", "value=\"statistics\" checked");

        browser.post("choice=withdraw");

        assertThat(browser.consent().get("how").asString()).isEqualTo("withdraw");
        assertThat(show().body()).contains("You withdrew", "Refuse all");
    }

    @Test
    void saysWhatTheBrowserSaidAndRecordsAButtonAsPressed() {
        browser.with("Sec-GPC", "1");
        assertThat(show().body()).contains("Global Privacy Control");

        browser.post("choice=refuse");

        assertThat(browser.consent().get("how").asString()).isEqualTo("refuse");
    }

    @Test
    void showsANoticeAgainThatChangedMeanwhile() {
        HttpResponse<String> answer = browser.post("choice=accept&notice=0");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(browser.consent().get("asked").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"choice=maybe", "''", "purpose=statistics", "choice=save&purpose=selling", "choice=accept&extra=1"})
    void refusesWhatIsNoAnswer(String form) {
        HttpResponse<String> answer = browser.post(form);

        assertThat(answer.statusCode()).as(answer.body()).isIn(415, 422);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(browser.cookie()).isNull();
    }

    private HttpResponse<String> show() {
        HttpResponse<String> page = browser.send(browser.request("/consent"));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page;
    }
}
