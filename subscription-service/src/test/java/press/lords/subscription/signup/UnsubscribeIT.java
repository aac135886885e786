package press.lords.subscription.signup;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.signup.NewsletterConsents.How;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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

    /** RFC 8058 has mail programs send a form of either kind. */
    @Test
    void takesOneClickAsAFormOfParts() {
        Tokens tokens = SignedUp.reader(service, mails, "[\"every-story\"]").signIn();
        String parts =
                "--part\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--part--\r\n";

        assertThat(oneClick(link(tokens, "every-story"), "multipart/form-data; boundary=part", parts)
                        .statusCode())
                .isEqualTo(204);

        assertThat(me(tokens).get("newsletters")).isEmpty();
    }

    @Test
    void worksWhileTheAccountIsSuspended() {
        Tokens tokens = SignedUp.reader(service, mails, "[\"every-story\"]").signIn();
        String id = me(tokens).get("subscriber").asString();
        String link = link(tokens, "every-story");
        Subscribers subscribers = service.context().getBean(Subscribers.class);
        subscribers.change(id, found -> found.suspended(Clock.systemUTC().instant()));

        assertThat(oneClick(link).statusCode()).isEqualTo(204);

        assertThat(subscribers.find(id)).hasValueSatisfying(reader -> {
            assertThat(reader.newsletters()).isEmpty();
            assertThat(reader.state()).isEqualTo(Subscriber.State.SUSPENDED);
        });
    }

    @Test
    void isNotUndoneByAChoiceThatWasUnderWay() {
        Tokens tokens = SignedUp.reader(service, mails, "[\"every-story\"]").signIn();
        String id = me(tokens).get("subscriber").asString();
        String link = link(tokens, "every-story");
        ChooseNewsletters slow = new ChooseNewsletters(
                service.context().getBean(Subscribers.class),
                service.context().getBean(NewsletterConsents.class),
                service.context().getBean(NewsletterSettings.class),
                new ClockThat(() -> oneClick(link)));

        slow.exactly(id, List.of("every-story", "daily-digest"), How.PREFERENCES);

        assertThat(me(tokens).get("newsletters").toString()).isEqualTo("[\"daily-digest\"]");
        assertThat(service.context().getBean(NewsletterConsents.class).of(id))
                .extracting(NewsletterConsents.Entry::newsletter, NewsletterConsents.Entry::given)
                .containsExactlyInAnyOrder(
                        tuple("every-story", true), tuple("every-story", false), tuple("daily-digest", true));
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

        String changed = "A".repeat(20) + link.substring(20);
        HttpResponse<String> answer = oneClick(changed);

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).doesNotContain(changed);
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
        return oneClick(link, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
    }

    private static HttpResponse<String> oneClick(String link, String type, String body) {
        return service.send(HttpRequest.newBuilder(URI.create(service.address("/api/unsubscribe/" + link)))
                .header("Content-Type", type)
                .header("Origin", "https://mail.example")
                .POST(BodyPublishers.ofString(body)));
    }

    /** While one looks at it, something else happens. */
    private static final class ClockThat extends Clock {

        private final Runnable happens;

        ClockThat(Runnable happens) {
            this.happens = happens;
        }

        @Override
        public Instant instant() {
            happens.run();
            return Clock.systemUTC().instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
