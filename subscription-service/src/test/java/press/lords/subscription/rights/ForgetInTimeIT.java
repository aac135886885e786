package press.lords.subscription.rights;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.TestMailServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ForgetInTimeIT {

    private final String name = TestDatabase.name();
    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoDatabase database = mongo.getDatabase(name);
    private TestMailServer mails;
    private RunningService service;

    @BeforeEach
    void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = RunningService.start(name, "spring.mail.port=" + mails.port(), "press.retention.every=1s");
    }

    @AfterEach
    void stop() {
        service.close();
        mails.close();
        mongo.close();
    }

    @Test
    void forgetsWhoNeverConfirmedAfterSevenDaysAndMailsAfterNinety() {
        SignedUp confirmed = SignedUp.reader(service, mails, "[]");
        confirmed.signIn();
        service.post("/api/subscriptions", "{\"email\": \"never@example.org\"}");
        mails.awaitMail("never@example.org", 1);
        service.post("/api/subscriptions", "{\"email\": \"perhaps@example.org\"}");
        mails.awaitMail("perhaps@example.org", 1);
        await().until(() -> count("mails", new Document("state", "SENT")) == 4);

        String never = any("subscribers", new Document("state", "UNCONFIRMED"));
        backdate("subscribers", "askedAt", new Document("_id", never), Duration.ofDays(8));
        backdate("subscribers", new Document("_id", never), Duration.ofDays(8));
        backdate("subscribers", new Document("state", "ACTIVE"), Duration.ofDays(800));
        backdate("mails", new Document("letter", "SIGN_IN"), Duration.ofDays(91));

        await().until(() -> count("subscribers", new Document()) == 2 && count("mails", new Document()) == 2);
        assertThat(mongo.getDatabase(name + "_keys").getCollection("keys").countDocuments())
                .isEqualTo(2);
        assertThat(count("subscribers", new Document("state", "ACTIVE"))).isEqualTo(1);
    }

    @Test
    void keepsWhoWasLatelyAskedToConfirmHoweverLongAgoTheyFirstCame() {
        service.post("/api/subscriptions", "{\"email\": \"late@example.org\"}");
        TestMailServer.Taken asked = mails.awaitMail("late@example.org", 1);
        String late = any("subscribers", new Document("state", "UNCONFIRMED"));
        database.getCollection("subscribers")
                .insertOne(new Document("_id", "as it was before that was noted").append("state", "UNCONFIRMED"));
        backdate("subscribers", new Document("state", "UNCONFIRMED"), Duration.ofDays(8));

        await().until(() -> count("subscribers", new Document()) == 1);

        assertThat(any("subscribers", new Document())).isEqualTo(late);
        assertThat(asked.text()).contains("after 7 days");
        assertThat(service.post("/api/subscriptions/confirmations", "{\"token\": \"" + asked.token("/confirm/") + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void forgetsIssuesTogetherWithWhoGotThem() {
        for (String collection : List.of("issues", "newsletter-mails")) {
            database.getCollection(collection)
                    .insertMany(List.of(
                            new Document("_id", "old").append("issue", "old"),
                            new Document("_id", "newer").append("issue", "newer")));
            backdate(collection, new Document("_id", "old"), Duration.ofDays(91));
            backdate(collection, new Document("_id", "newer"), Duration.ofDays(89));

            await().until(() -> count(collection, new Document()) == 1);
            assertThat(any(collection, new Document())).isEqualTo("newer");
        }
    }

    @Test
    void finishesAnErasureThatWasCutOff() {
        SignedUp reader = SignedUp.reader(service, mails, "[\"every-story\"]");
        reader.signIn();
        String id = any("subscribers", new Document("state", "ACTIVE"));
        // As if whoever erased had died right after the key went.
        mongo.getDatabase(name + "_keys").getCollection("keys").deleteOne(new Document("_id", id));
        Date then = Date.from(Clock.systemUTC().instant().minus(Duration.ofMinutes(2)));
        database.getCollection("erasures").insertOne(new Document("_id", id).append("at", then));

        await().until(() -> count("erasures", new Document()) == 0);

        assertThat(count("subscribers", new Document("_id", id).append("state", "ERASED")))
                .isEqualTo(1);
        assertThat(count("subscribers", new Document("mailbox", new Document("$exists", true))))
                .isZero();
        assertThat(count("suppressions", new Document())).isEqualTo(1);
        for (String collection : List.of("sessions", "links", "codes", "mails")) {
            assertThat(count(collection, new Document())).as(collection).isZero();
        }
        assertThat(count("audit", new Document("subject", id).append("action", "READER_ERASED")))
                .isEqualTo(1);
    }

    private String any(String collection, Document which) {
        Document found = database.getCollection(collection).find(which).first();
        assertThat(found).isNotNull();
        return found.getString("_id");
    }

    private void backdate(String collection, Document which, Duration age) {
        backdate(collection, "createdAt", which, age);
    }

    private void backdate(String collection, String moment, Document which, Duration age) {
        Date then = Date.from(Clock.systemUTC().instant().minus(age));
        database.getCollection(collection).updateMany(which, new Document("$set", new Document(moment, then)));
    }

    private long count(String collection, Document which) {
        return database.getCollection(collection).countDocuments(which);
    }
}
