package press.lords.subscription.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.TestMailServer.Mood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DeliveryIT {

    private final String database = TestDatabase.name();
    private final String address = "reader-" + UUID.randomUUID() + "@example.org";
    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private TestMailServer mails;
    private RunningService service;

    @BeforeEach
    void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = instance();
    }

    private RunningService instance() {
        return RunningService.start(
                database,
                "spring.mail.port=" + mails.port(),
                "press.mail.longest-back-off=1s",
                "press.mail.lease=7s",
                "spring.mail.properties.mail.smtp.timeout=1000");
    }

    @AfterEach
    void stop() {
        service.close();
        mails.close();
        mongo.close();
    }

    @Test
    void goesOnOnceAMailServerThatWasDownIsBack() {
        mails.mood(Mood.IS_DOWN);
        subscribe(address);
        await().until(() -> mail().getInteger("attempts") >= 2);

        mails.mood(Mood.TAKES);

        mails.awaitMail(address, 1);
        awaitState("SENT");
        assertThat(mail().getInteger("maybe")).isZero();
    }

    @Test
    void triesAgainWhatIsDeferred() {
        mails.mood(Mood.DEFERS);
        subscribe(address);
        await().until(() -> mail().getInteger("attempts") >= 2);

        mails.mood(Mood.TAKES);

        mails.awaitMail(address, 1);
        awaitState("SENT");
        assertThat(mail().getInteger("maybe")).isZero();
    }

    @Test
    void givesUpWhatIsRejectedAndHoldsUpNobodyElse() {
        mails.mood(Mood.REJECTS);
        subscribe(address);
        awaitState("FAILED");
        assertThat(mail().getInteger("attempts")).isEqualTo(1);
        assertThat(mail().get("sealed")).isNull();

        mails.mood(Mood.TAKES);
        subscribe("another-" + address);

        mails.awaitMail("another-" + address, 1);
        assertThat(mails.mailsTo(address)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DROPS", "STALLS"})
    void countsWhatMayHaveGoneOutAndSendsItUnderTheSameName(Mood mood) {
        mails.mood(mood);
        subscribe(address);
        await().until(() -> !mails.mailsTo(address).isEmpty());
        mails.mood(Mood.TAKES);
        awaitState("SENT");

        List<TestMailServer.Taken> got = mails.mailsTo(address);
        int maybe = mail().getInteger("maybe");
        assertThat(got).hasSizeGreaterThan(1).hasSizeLessThanOrEqualTo(maybe + 1);
        assertThat(got.stream().map(mail -> mail.header("Message-ID")).distinct())
                .hasSize(1);
    }

    @Test
    void waitsForAServerThatSpeaksTlsWhereThatIsAMust() {
        service.close();
        service = RunningService.start(
                database, "spring.mail.port=" + mails.port(), "press.mail.longest-back-off=1s", "PRESS_MAIL_TLS=true");
        subscribe(address);
        await().until(() -> mail().getInteger("attempts") >= 2);

        assertThat(mail().getString("state")).isIn("QUEUED", "SENDING");
        assertThat(mails.mails()).isEmpty();
    }

    @Test
    void speaksTlsWhereItCanAndThenOnlyWithTheServerThatItMeans() {
        Properties session =
                service.context().getBean(JavaMailSenderImpl.class).getSession().getProperties();

        assertThat(session)
                .containsEntry("mail.smtp.starttls.enable", "true")
                .containsEntry("mail.smtp.ssl.checkserveridentity", "true")
                .doesNotContainKey("mail.smtp.ssl.trust");
    }

    @Test
    void isTakenUpByAnotherInstanceWhenItsSenderDied() {
        mails.mood(Mood.IS_DOWN);
        subscribe(address);
        await().until(() -> mail().getInteger("attempts") >= 1);
        service.close();
        mailCollection()
                .updateOne(
                        new Document(),
                        new Document(
                                "$set",
                                new Document("state", "SENDING")
                                        .append("lease", "a dead one's")
                                        .append("dueAt", Date.from(Instant.EPOCH))));
        mails.mood(Mood.TAKES);

        service = instance();

        mails.awaitMail(address, 1);
        awaitState("SENT");
        assertThat(mail().getInteger("maybe")).isEqualTo(1);
    }

    @Test
    void sendsEachMailOnceFromTwoInstances() {
        try (RunningService other = instance()) {
            for (int n = 0; n < 40; n++) {
                (n % 2 == 0 ? service : other).post("/api/subscriptions", "{\"email\": \"" + n + "-" + address + "\"}");
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> mails.mails().size() >= 40);
            await().until(() -> mailCollection().countDocuments(new Document("state", "SENT")) == 40);
        }

        assertThat(mails.mails()).hasSize(40);
        assertThat(mails.mails().stream().map(TestMailServer.Taken::recipient).distinct())
                .hasSize(40);
    }

    @Test
    void holdsNoMailWhileAnotherIsOnItsWay() {
        mails.mood(Mood.IS_DOWN);
        for (int n = 0; n < 5; n++) {
            subscribe(n + "-" + address);
        }
        await().until(() -> mailCollection().countDocuments(new Document("attempts", new Document("$gt", 0))) == 5);

        mails.mood(Mood.STALLS);

        await().until(() -> !mails.mails().isEmpty());
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(4))
                .until(() -> mailCollection().countDocuments(new Document("state", "SENDING")) <= 1);
    }

    @Test
    void knowsThatAMailIsSentHoweverLateTheServerSaysSo() {
        Outbox outbox = new Outbox(mongo.getDatabase(database + "_late"), Clock.systemUTC());
        Instant until = Instant.now().plusSeconds(60);
        outbox.add(new OwedMail("one", "reader", Letter.SIGN_IN, until, address, Map.of()), new byte[1]);
        ClaimedMail slow = outbox.claim(Duration.ZERO).orElseThrow();
        assertThat(outbox.reclaim()).isEqualTo(1);
        ClaimedMail again = outbox.claim(Duration.ofMinutes(2)).orElseThrow();

        outbox.sent(slow);
        outbox.again(again, Duration.ZERO, "not now");

        assertThat(outbox.of("reader")).extracting(KeptMail::state).containsExactly("SENT");
        assertThat(outbox.claim(Duration.ZERO)).isEmpty();
    }

    @Test
    void isDoneWhenNobodyCouldSayFiveTimesWhetherItWentOut() {
        Outbox outbox = new Outbox(mongo.getDatabase(database + "_unclear"), Clock.systemUTC());
        Instant until = Instant.now().plusSeconds(60);
        for (String id : List.of("lost", "died")) {
            outbox.add(new OwedMail(id, id, Letter.SIGN_IN, until, address, Map.of()), new byte[1]);
        }
        for (int n = 0; n < 5; n++) {
            for (int mail = 0; mail < 2; mail++) {
                ClaimedMail claimed = outbox.claim(Duration.ZERO).orElseThrow();
                if (claimed.id().equals("lost")) {
                    outbox.unclear(claimed, Duration.ZERO, "no answer");
                }
            }
            assertThat(outbox.reclaim()).isEqualTo(1);
        }

        assertThat(outbox.claim(Duration.ZERO)).isEmpty();
        assertThat(outbox.of("lost")).extracting(KeptMail::state).containsExactly("FAILED");
        assertThat(outbox.of("died")).extracting(KeptMail::state).containsExactly("FAILED");
        assertThat(outbox.counts()).isEqualTo(new MailCounts(0, 0, 2, 10));
    }

    private void subscribe(String to) {
        assertThat(service.post("/api/subscriptions", "{\"email\": \"" + to + "\"}")
                        .statusCode())
                .isEqualTo(202);
    }

    private Document mail() {
        Document first = mailCollection().find().first();
        return first == null ? new Document("attempts", 0) : first;
    }

    private void awaitState(String state) {
        await().atMost(Duration.ofSeconds(20)).until(() -> state.equals(mail().getString("state")));
    }

    private MongoCollection<Document> mailCollection() {
        return mongo.getDatabase(database).getCollection("mails");
    }
}
