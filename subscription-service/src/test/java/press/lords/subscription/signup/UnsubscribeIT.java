package press.lords.subscription.signup;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class UnsubscribeIT {

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

    @Test
    void takesOneClickWithoutCookieOriginOrRedirectAsOftenAsItComes() {
        Tokens tokens = SignedUp.reader(service, mails, "[\"every-story\", \"daily-digest\"]")
                .signIn();
        String link = link(tokens, "every-story");

        for (int n = 0; n < 2; n++) {
            HttpResponse<String> answer = oneClick(link);
            assertThat(answer.statusCode()).isEqualTo(204);
        }

        assertThat(me(tokens).get("newsletters").toString()).isEqualTo("[\"daily-digest\"]");
        JsonNode consents = service.json(service.call("GET", "/api/me/export", "", tokens.bearer()))
                .get("newsletterConsents");
        assertThat(consents).hasSize(3);
        assertThat(consents.get(2).get("how").asString()).isEqualTo("one-click");
        assertThat(consents.get(2).get("given").asBoolean()).isFalse();
    }

    @Test
    void changesNothingWhenTheLinkIsOnlyOpened() {
        Tokens tokens = SignedUp.reader(service, mails, "[\"every-story\"]").signIn();
        String link = link(tokens, "every-story");

        HttpResponse<String> page = service.get("/unsubscribe/" + link);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("action=\"/api/unsubscribe/" + link + "\"")
                .doesNotContain("<script");
        assertThat(me(tokens).get("newsletters")).hasSize(1);
    }

    @Test
    void refusesALinkThatWasChanged() {
        Tokens tokens = SignedUp.reader(service, mails, "[\"every-story\"]").signIn();

        String link = link(tokens, "every-story");

        HttpResponse<String> answer = oneClick("A".repeat(20) + link.substring(20));

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(me(tokens).get("newsletters")).hasSize(1);
    }

    private static String link(Tokens tokens, String newsletter) {
        return service.context()
                .getBean(UnsubscribeLinks.class)
                .token(me(tokens).get("subscriber").asString(), newsletter);
    }

    private static JsonNode me(Tokens tokens) {
        return service.json(service.call("GET", "/api/me", "", tokens.bearer()));
    }

    private static HttpResponse<String> oneClick(String link) {
        return service.send(HttpRequest.newBuilder(URI.create(service.address("/api/unsubscribe/" + link)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "https://mail.example")
                .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click")));
    }
}
