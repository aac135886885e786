package press.lords.subscription.rights;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.access.session.SubscriberLog;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class ErasureIT {

    private final String name = TestDatabase.name();
    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private TestMailServer mails;
    private RunningService service;

    @BeforeEach
    void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = RunningService.start(name, "spring.mail.port=" + mails.port());
    }

    @AfterEach
    void stop() {
        service.close();
        mails.close();
        mongo.close();
    }

    @Test
    void leavesNothingThatTellsWhoItWas(CapturedOutput output) {
        SignedUp reader = SignedUp.reader(service, mails, "[\"every-story\", \"daily-digest\"]");
        Tokens tokens = reader.signIn();
        mails.mood(TestMailServer.Mood.REJECTS);
        reader.askForLink();
        await().until(() -> everything().contains("FAILED"));
        mails.mood(TestMailServer.Mood.TAKES);
        JsonNode export = service.json(service.call("GET", "/api/me/export", "", tokens.bearer()));
        String id = export.at("/account/subscriber").asString();
        assertThat(export.at("/account/email").asString()).isEqualTo(reader.address());
        assertThat(export.get("newsletterConsents")).hasSize(2);
        assertThat(export.get("sessions")).hasSize(1);
        assertThat(export.get("mails")).hasSize(3);
        assertThat(export.at("/audit/0/action").asString()).isEqualTo("READER_EXPORTED");
        assertNowhere(reader, tokens, output);

        HttpResponse<String> erased = service.call("DELETE", "/api/me", "", tokens.bearer());

        assertThat(erased.statusCode()).isEqualTo(200);
        assertThat(service.json(erased)
                        .get("erased")
                        .valueStream()
                        .map(one -> one.get("store").asString()))
                .containsExactly(
                        "reader-keys", "subscribers", "sessions", "links", "codes", "mails", "staff", "passkeys");
        assertThat(service.json(erased).at("/erased/5/count").asInt()).isEqualTo(3);
        assertThat(mongo.getDatabase(name + "_keys").getCollection("keys").countDocuments(new Document("_id", id)))
                .isZero();
        assertThat(mongo.getDatabase(name).getCollection("erasures").countDocuments())
                .isZero();
        Document left = mongo.getDatabase(name)
                .getCollection("subscribers")
                .find(new Document("_id", id))
                .first();
        assertThat(left).isNotNull().doesNotContainKeys("address", "mailbox").containsEntry("state", "ERASED");
        JsonNode event = SubscriberLog.awaitLatest(id, 2).get("event");
        assertThat(event.get("state").asString()).isEqualTo("erased");
        assertThat(event.get("access").asString()).isEqualTo("everyone");
        assertNowhere(reader, tokens, output);
    }

    @Test
    void endsEverySessionAndLetsTheReaderComeBackAsSomeoneNew() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens tokens = reader.signIn();
        JsonNode before = service.json(service.call("GET", "/api/me", "", tokens.bearer()));
        assertThat(service.call("DELETE", "/api/me", "", tokens.bearer()).statusCode())
                .isEqualTo(200);

        assertThat(service.call("GET", "/api/me", "", tokens.bearer()).statusCode())
                .isEqualTo(401);
        assertThat(service.post("/api/sessions/current/refresh", "", tokens.refreshing())
                        .statusCode())
                .isEqualTo(401);
        assertThat(service.post("/api/subscriptions", "{\"email\": \"" + reader.address() + "\"}")
                        .statusCode())
                .isEqualTo(202);
        String token = reader.nextMail().token("/confirm/");
        service.post("/api/subscriptions/confirmations", "{\"token\": \"" + token + "\"}");
        JsonNode after =
                service.json(service.call("GET", "/api/me", "", reader.signIn().bearer()));
        assertThat(after.get("subscriber")).isNotEqualTo(before.get("subscriber"));
        assertThat(after.get("newsletters")).isEmpty();
    }

    @Test
    void letsOthersCauseOneMailADayToWhereAReaderWasErasedUntilItIsConfirmedAgain() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        HttpResponse<String> receipt =
                service.call("DELETE", "/api/me", "", reader.signIn().bearer());
        assertThat(service.json(receipt).get("kept").toString()).contains("once a day at most");
        service.post("/api/subscriptions", "{\"email\": \"" + reader.address() + "\"}");
        String token = reader.nextMail().token("/confirm/");
        MongoDatabase database = mongo.getDatabase(name);
        // As if it had been twenty minutes ago, which is long enough for anyone else.
        Date then = Date.from(Clock.systemUTC().instant().minus(Duration.ofMinutes(20)));
        database.getCollection("mailed-addresses").updateMany(new Document(), set("last", then));
        database.getCollection("subscribers")
                .updateMany(new Document("state", "UNCONFIRMED"), set("mailings", List.of()));

        service.post("/api/subscriptions", "{\"email\": \"" + reader.address() + "\"}");
        await().until(() -> database.getCollection("requests").countDocuments() == 0);
        service.post("/api/subscriptions/confirmations", "{\"token\": \"" + token + "\"}");

        reader.nextMail().token("/sign-in/");
        assertThat(database.getCollection("suppressions").countDocuments()).isZero();
    }

    private static Document set(String field, Object value) {
        return new Document("$set", new Document(field, value));
    }

    /** No planted address, token or code: in no database, topic or log. The mail server's own store doesn't count. */
    private void assertNowhere(SignedUp reader, Tokens tokens, CapturedOutput output) {
        String localPart = reader.address().substring(0, reader.address().indexOf('@'));
        List<String> planted = List.of(
                localPart,
                tokens.access(),
                tokens.refresh(),
                mails.mailsTo(reader.address()).getFirst().token("/confirm/"),
                mails.mailsTo(reader.address()).get(1).token("/sign-in/"),
                mails.mailsTo(reader.address()).get(1).code());
        assertThat(everything()).contains("newsletter").doesNotContain(planted);
        assertThat(String.join("", SubscriberLog.values())).doesNotContain(planted);
        assertThat(output.getAll()).doesNotContain(planted);
        assertThat(service.send(HttpRequest.newBuilder(URI.create(service.managementAddress("/actuator/prometheus"))))
                        .body())
                .contains("press_mail")
                .doesNotContain(planted);
    }

    private String everything() {
        StringBuilder all = new StringBuilder();
        for (MongoDatabase database : List.of(mongo.getDatabase(name), mongo.getDatabase(name + "_keys"))) {
            for (String collection : database.listCollectionNames()) {
                database.getCollection(collection).find().forEach(document -> append(all, document));
            }
        }
        return all.toString();
    }

    private static void append(StringBuilder all, Document document) {
        document.forEach((field, value) -> all.append(field)
                .append('=')
                .append(value instanceof Binary binary ? new String(binary.getData(), ISO_8859_1) : value)
                .append('\n'));
    }
}
