package press.lords.subscription.signup;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.TestMailServer;

import static org.assertj.core.api.Assertions.assertThat;

class PagesIT {

    private static TestMailServer mails;
    private static RunningService service;

    @BeforeAll
    static void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = RunningService.start(TestDatabase.name(), "spring.mail.port=" + mails.port());
    }

    @AfterAll
    static void stop() {
        service.close();
        mails.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/subscribe", "/confirm/x", "/sign-in/x", "/unsubscribe/x"})
    void areWholeWithoutAScriptAndAllowNone(String path) {
        HttpResponse<String> page = service.get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "style-src 'sha256-", "form-action 'self'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(page.headers().allValues("Referrer-Policy")).containsExactly("same-origin");
        assertThat(page.body())
                .contains("<html lang=\"en-GB\">", "<main id=\"main\">", "<h1>", "<button type=\"submit\">")
                .doesNotContain("<script", "style=\"", "onclick", "<img");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/confirm/", "/sign-in/", "/unsubscribe/"})
    void escapeWhatComesFromTheAddress(String path) {
        HttpResponse<String> page = service.get(path + "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E");

        assertThat(page.body()).doesNotContain("<script");
    }

    @Test
    void walkAReaderFromTheFormToTheSession() {
        String address = "page.reader@example.org";
        assertThat(form("/api/subscriptions", "email=" + address + "&newsletters=daily-digest&newsletters=every-story")
                        .statusCode())
                .isEqualTo(202);
        String token = mails.awaitMail(address, 1).token("/confirm/");

        assertThat(form("/api/subscriptions/confirmations", "token=" + token).statusCode())
                .isEqualTo(200);
        assertThat(form("/api/subscriptions/confirmations", "token=" + token).body())
                .as("a double click")
                .contains("Thank you");
        HttpResponse<String> signedIn =
                form("/api/sessions", "token=" + mails.awaitMail(address, 2).token("/sign-in/"));

        assertThat(signedIn.statusCode()).isEqualTo(201);
        assertThat(signedIn.headers().allValues("Set-Cookie")).hasSize(2);
        assertThat(mails.mailsTo(address)).hasSize(2);
    }

    @Test
    void tellPeopleWhatIsWrong() {
        assertThat(form("/api/subscriptions", "email=nobody"))
                .satisfies(page -> assertThat(page.statusCode()).isEqualTo(422))
                .satisfies(page -> assertThat(page.body()).contains("role=\"alert\"", "<form"));
        assertThat(form("/api/subscriptions", "email=a@example.org&newsletters=gossip"))
                .satisfies(page -> assertThat(page.statusCode()).isEqualTo(422))
                .satisfies(page -> assertThat(page.body())
                        .contains("choose the newsletters again", "<form")
                        .doesNotContain("check the address", "gossip"));
        assertThat(form("/api/subscriptions/confirmations", "token=x").statusCode())
                .isEqualTo(410);
        assertThat(form("/api/sessions", "token=x").statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> form(String path, String body) {
        return service.send(HttpRequest.newBuilder(URI.create(service.address(path)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "null")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(body)));
    }
}
