package press.lords.subscription.web;

import java.net.http.HttpResponse;
import java.util.Map;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What callers are told while the database doesn't answer, wherever it is asked. */
class DatabaseAwayIT {

    @Test
    void isToldAsSuchByFiltersToo() {
        TestBroker.empty();
        MongoServer database = new MongoServer(new MemoryBackend());
        String address = database.bindAndGetConnectionString();
        try (TestMailServer mails = new TestMailServer();
                RunningService service = RunningService.start(
                        TestDatabase.name(), "spring.mongodb.uri=" + address, "spring.mail.port=" + mails.port())) {
            Tokens reader = SignedUp.reader(service, mails, "[]").signIn();
            database.shutdownNow();

            assertUnavailable(service, service.call("GET", "/api/me", "", reader.bearer()));
            assertUnavailable(
                    service,
                    service.token("a-colleagues-program-1", "a secret", Map.of("grant_type", "client_credentials")));
            assertUnavailable(service, service.get("/api/consent"));
        }
    }

    private static void assertUnavailable(RunningService service, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/unavailable");
    }
}
