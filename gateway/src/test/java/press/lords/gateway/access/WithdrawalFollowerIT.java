package press.lords.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.SubscriberEvent.Changed;
import press.lords.events.SubscriberEvent.EndedSession;
import press.lords.events.SubscriberEvent.State;
import press.lords.events.Topic;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.Partitions;
import press.lords.events.kafka.PoisonRecords;
import press.lords.events.kafka.RevisionRecord;
import press.lords.events.kafka.TestBroker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@OnContainers
class WithdrawalFollowerIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String KNOWN = "press.access.withdrawals.known";
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

    private final Instant now = Instant.now();
    private final Withdrawals withdrawals = new Withdrawals();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EventCodec codec = new EventCodec();

    private Admin admin;
    private KafkaProducer<byte[], byte[]> producer;
    private WithdrawalFollower follower;

    @BeforeEach
    void connect() {
        Map<String, Object> broker = Map.of("bootstrap.servers", TestBroker.bootstrapServers());
        TestBroker.empty();
        admin = Admin.create(broker);
        producer = new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer());
        Map<String, Object> connection = AccessConfiguration.connection(broker);
        follower = new WithdrawalFollower(
                () -> new KafkaConsumer<>(connection, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                withdrawals,
                TOKEN_LIFETIME,
                Clock.systemUTC(),
                meters);
    }

    @AfterEach
    void disconnect() {
        follower.stop();
        producer.close();
        admin.close();
    }

    @Test
    void waitsForTheTopicAndHearsOfEachReader() throws Exception {
        follower.start();
        createTopic();

        for (int n = 0; n < 20; n++) {
            suspend("reader-" + n, now);
        }

        eventually(() -> {
            for (int n = 0; n < 20; n++) {
                assertThat(withdrawals.whatIsLeftOf(session("reader-" + n, "s")))
                        .isEmpty();
            }
        });
    }

    @Test
    void readsFromWhereAGoodTokenCouldHaveBeenWithdrawn() throws Exception {
        createTopic();
        suspend("long-ago", now.minus(Duration.ofMinutes(13)));
        suspend("just-now", now.minus(Duration.ofMinutes(9)));

        follower.start();

        eventually(() ->
                assertThat(withdrawals.whatIsLeftOf(session("just-now", "s"))).isEmpty());
        suspend("later", now);
        eventually(() ->
                assertThat(withdrawals.whatIsLeftOf(session("later", "s"))).isEmpty());
        assertThat(withdrawals.size()).isEqualTo(2);
    }

    @Test
    void knowsThatNothingWasWithdrawnWhereNobodyEverToldOfIt() throws Exception {
        assertThat(meters.get(KNOWN).gauge().value()).isEqualTo(0);

        follower.start();

        eventually(() -> assertThat(withdrawals.areKnown()).isTrue());
        assertThat(meters.get(KNOWN).gauge().value()).isEqualTo(1);
    }

    @Test
    void hasAppliedWhatWasThereWhenItSaysThatItKnows() throws Exception {
        createTopic();
        for (int n = 0; n < 1_000; n++) {
            suspend("reader-" + n, now);
        }

        follower.start();

        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(1)).until(withdrawals::areKnown);
        assertThat(withdrawals.size()).isEqualTo(1_000);
    }

    @Test
    void doesNotKnowWhileTheBrokerIsAway() {
        WithdrawalFollower lonely = new WithdrawalFollower(
                () -> {
                    throw new KafkaException("away");
                },
                withdrawals,
                TOKEN_LIFETIME,
                Clock.systemUTC(),
                meters);
        lonely.start();

        Awaitility.await().during(Duration.ofSeconds(1)).until(() -> !withdrawals.areKnown());
        lonely.stop();
    }

    @Test
    void isNotStoppedByPoison() throws Exception {
        createTopic();
        follower.start();
        int kinds = 0;
        for (ProducerRecord<byte[], byte[]> poison :
                PoisonRecords.of(Topic.SUBSCRIBERS).values()) {
            producer.send(poison).get();
            kinds++;
        }
        producer.send(new ProducerRecord<>(Topic.SUBSCRIBERS.topicName(), 0, "eve/1".getBytes(UTF_8), null))
                .get();
        producer.send(new ProducerRecord<>(Topic.SUBSCRIBERS.topicName(), 0, "eve/2".getBytes(UTF_8), new byte[60_000]))
                .get();

        for (int n = 0; n < 20; n++) {
            endSession("reader-" + n, "session-" + n);
        }

        eventually(() -> {
            for (int n = 0; n < 20; n++) {
                assertThat(withdrawals.whatIsLeftOf(session("reader", "session-" + n)))
                        .isEmpty();
            }
        });
        assertThat(meters.counter("press.access.rejected").count()).isEqualTo(kinds + 1);
    }

    @Test
    void startsAnewWhenTheTopicIsMadeAnew() throws Exception {
        createTopic();
        follower.start();
        for (int n = 0; n < 5; n++) {
            suspend("reader", now);
        }
        eventually(() ->
                assertThat(withdrawals.whatIsLeftOf(session("reader", "s"))).isEmpty());
        TestBroker.empty();
        createTopic();

        endSession("reader", "session-2");

        eventually(() -> assertThat(withdrawals.whatIsLeftOf(session("another", "session-2")))
                .isEmpty());
    }

    private void createTopic() {
        eventually(() -> {
            try {
                NewTopic topic = new NewTopic(Topic.SUBSCRIBERS.topicName(), Topic.SUBSCRIBERS.partitions(), (short) 1);
                admin.createTopics(List.of(topic)).all().get();
            } catch (ExecutionException e) {
                throw new AssertionError("the old one is still being deleted", e);
            }
        });
    }

    private void suspend(String reader, Instant at) throws Exception {
        send(reader, at, new Changed(State.SUSPENDED, Access.SUBSCRIBERS, null, List.of()));
    }

    private void endSession(String reader, String session) throws Exception {
        send(
                reader,
                now,
                new Changed(
                        State.ACTIVE,
                        Access.SUBSCRIBERS,
                        null,
                        List.of(new EndedSession(session, now.plus(TOKEN_LIFETIME)))));
    }

    /** As its journal does: what expires has the time of its commit. */
    private void send(String reader, Instant at, Changed changed) throws Exception {
        RevisionRecord revision = codec.seal(reader, 1, at, null, changed, null);
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                revision.topic().topicName(),
                Partitions.of(revision.topic(), reader),
                at.toEpochMilli(),
                revision.key().getBytes(UTF_8),
                revision.value());
        revision.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
        producer.send(message).get();
    }

    private Session session(String reader, String id) {
        return new Session(reader, id, now, Access.SUBSCRIBERS);
    }

    private static void eventually(ThrowingRunnable assertion) {
        Awaitility.await().atMost(LIMIT).untilAsserted(assertion);
    }
}
