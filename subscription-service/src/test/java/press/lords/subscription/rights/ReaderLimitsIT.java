package press.lords.subscription.rights;

import java.net.http.HttpResponse;

import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.TestMailServer;

import static org.assertj.core.api.Assertions.assertThat;

class ReaderLimitsIT {

    private static final long DAY_IN_SECONDS = 86_400;

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
    void exportTenTimesADayAndLeaveNoTraceOfMore() {
        String[] reader = SignedUp.reader(service, mails, "[]").signIn().bearer();
        for (int n = 0; n < 10; n++) {
            assertThat(export(reader).statusCode()).isEqualTo(200);
        }
        long entries = audited();

        assertRefused(export(reader));
        assertThat(audited()).isEqualTo(entries);
        assertThat(export(SignedUp.reader(service, mails, "[]").signIn().bearer())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void letNewslettersBeGivenUpWhenNoneCanBeAddedAnyMore() {
        String[] reader = SignedUp.reader(service, mails, "[]").signIn().bearer();
        for (int n = 0; n < 24; n++) {
            assertThat(choose("[\"daily-digest\", \"every-story\"]", reader).statusCode())
                    .isEqualTo(200);
            assertThat(choose("[]", reader).statusCode()).isEqualTo(200);
        }
        choose("[\"daily-digest\", \"every-story\"]", reader);
        choose("[\"daily-digest\"]", reader);
        choose("[\"daily-digest\", \"every-story\"]", reader);

        assertRefused(choose("[\"daily-digest\", \"special-reports\"]", reader));
        assertThat(choose("[\"every-story\"]", reader).statusCode()).isEqualTo(200);
        assertRefused(choose("[\"daily-digest\", \"every-story\"]", reader));
        assertThat(choose("[]", reader).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> export(String[] reader) {
        return service.call("GET", "/api/me/export", "", reader);
    }

    private static HttpResponse<String> choose(String newsletters, String[] reader) {
        return service.call("PATCH", "/api/me/newsletters", "{\"newsletters\": " + newsletters + "}", reader);
    }

    private static long audited() {
        return service.context()
                .getBean(MongoDatabase.class)
                .getCollection("audit")
                .countDocuments();
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/too-many-requests");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                .isBetween(DAY_IN_SECONDS - 300, DAY_IN_SECONDS);
    }
}
