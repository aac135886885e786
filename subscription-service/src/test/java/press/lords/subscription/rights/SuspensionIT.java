package press.lords.subscription.rights;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.access.session.SubscriberLog;
import press.lords.subscription.signup.Subscribers;

import static org.assertj.core.api.Assertions.assertThat;

class SuspensionIT {

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
    void takesAccessAwayAtOnceAndLinksThatWereMailedBeforeDoNotOpenASession() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens tokens = reader.signIn();
        String id = service.json(service.call("GET", "/api/me", "", tokens.bearer()))
                .get("subscriber")
                .asString();
        reader.askForLink();
        TestMailServer.Taken mail = reader.nextMail();

        assertThat(put(id, "suspended").statusCode()).isEqualTo(200);

        assertThat(service.call("GET", "/api/me", "", tokens.bearer()).statusCode())
                .isEqualTo(401);
        assertThat(service.post("/api/sessions/current/refresh", "", tokens.refreshing())
                        .statusCode())
                .isEqualTo(401);
        assertThat(service.post("/api/sessions", "{\"token\": \"" + mail.token("/sign-in/") + "\"}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(SubscriberLog.awaitLatest(id, 2).at("/event/state").asString())
                .isEqualTo("suspended");

        assertThat(put(id, "active").statusCode()).isEqualTo(200);
        reader.askForLink();
        assertThat(service.call("GET", "/api/me", "", reader.signIn().bearer()).statusCode())
                .isEqualTo(200);
        assertThat(audit(id)).containsExactly("READER_SUSPENDED by operator", "READER_RESTORED by operator");
    }

    @Test
    void isWrittenDownWhenItChangedSomethingAlone() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens tokens = reader.signIn();
        String id = service.json(service.call("GET", "/api/me", "", tokens.bearer()))
                .get("subscriber")
                .asString();

        put(id, "active");
        assertThat(audit(id)).isEmpty();

        put(id, "suspended");
        put(id, "suspended");
        put(id, "active");
        assertThat(audit(id)).containsExactly("READER_SUSPENDED by operator", "READER_RESTORED by operator");

        service.context()
                .getBean(Subscribers.class)
                .change(id, found -> found.erased(Clock.systemUTC().instant()));
        assertThat(put(id, "suspended").body()).contains("erased");
        assertThat(put(id, "active").body()).contains("erased");
        assertThat(audit(id)).hasSize(2);
    }

    @Test
    void knowsOnlyReadersThatThereAre() {
        assertThat(put("nobody", "suspended").statusCode()).isEqualTo(204);
        assertThat(service.send(HttpRequest.newBuilder(
                                URI.create(service.managementAddress("/actuator/readers/nobody"))))
                        .statusCode())
                .isEqualTo(404);
    }

    private static List<String> audit(String id) {
        return service.context()
                .getBean(MongoDatabase.class)
                .getCollection("audit")
                .find(new Document("subject", id))
                .sort(new Document("at", 1))
                .map(entry -> entry.getString("action") + " by " + entry.getString("actor"))
                .into(new ArrayList<>());
    }

    private static HttpResponse<String> put(String id, String state) {
        return service.send(HttpRequest.newBuilder(URI.create(service.managementAddress("/actuator/readers/" + id)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"state\": \"" + state + "\"}")));
    }
}
