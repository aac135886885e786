package press.lords.events.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.ConsentEvent.How;
import press.lords.events.ConsentEvent.Recorded;
import press.lords.events.Topic;

import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A topic whose records expire: what is gone from it is neither missed nor sent again. */
@OnContainers
class ExpiringTopicIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String COLLECTION = "consents";
    private static final Duration LONG_AGO = Topic.CONSENTS.kept().orElseThrow().plusDays(1);

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoDatabase database = TestDatabase.in(mongo);
    private final List<Journals> opened = new ArrayList<>();
    private final String visitor = "visitor-" + UUID.randomUUID();
    private final TopicPartition partition =
            new TopicPartition(Topic.CONSENTS.topicName(), Partitions.of(Topic.CONSENTS, visitor));

    @BeforeEach
    void aVisitor() {
        TestBroker.empty();
        database.getCollection(COLLECTION).insertOne(new Document("_id", visitor).append("revision", 0));
    }

    @AfterEach
    void close() {
        opened.forEach(Journals::close);
        mongo.close();
    }

    @Test
    void isMadeToForgetAfterItsTime() throws Exception {
        commitAndAwait(journal(), 1, now());

        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, partition.topic());
        try (Admin admin = admin()) {
            Config config = Objects.requireNonNull(
                    admin.describeConfigs(List.of(topic)).all().get().get(topic));
            assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
            assertThat(config.get("retention.ms").value())
                    .isEqualTo(Long.toString(Duration.ofDays(400).toMillis()));
            assertThat(Long.parseLong(config.get("segment.ms").value()))
                    .isLessThan(Duration.ofDays(30).toMillis());
        }
    }

    @Test
    void keepsARecordFromItsCommitAndNotFromItsSending() {
        Instant yesterday = now().minus(Duration.ofDays(1));

        commitAndAwait(journal(), 1, yesterday);

        assertThat(log()).extracting(ConsumerRecord::timestamp).containsExactly(yesterday.toEpochMilli());
    }

    @Test
    void getsWhatIsStillToBeKeptAndNoMoreWhenItIsMadeAnew() {
        Journal journal = journal("127.0.0.1:1");
        commit(journal, 1, now().minus(LONG_AGO));
        commit(journal, 2, now());

        journal();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log())
                        .extracting(record -> new String(record.key(), UTF_8))
                        .containsExactly(visitor + "/2"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(head())
                        .doesNotContainKey("pending")
                        .extracting("sent.revision")
                        .isEqualTo(2));
    }

    @Test
    void mayHaveForgottenWhatWasSentWhenTheServiceStartsAgain() throws Exception {
        commitAndAwait(journal(), 1, now());
        opened.removeFirst().close();
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        }

        Journal again = journal();
        commit(again, 2, now());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log())
                        .extracting(record -> new String(record.key(), UTF_8))
                        .containsExactly(visitor + "/2"));
        assertThat(opened.getFirst().troubles()).isEmpty();
    }

    @Test
    void doesNotAskTheDatabaseForWhatHasExpired() throws Exception {
        commitAndAwait(journal(), 1, now());
        opened.removeFirst().close();
        database.getCollection(COLLECTION).deleteOne(eq("_id", visitor));
        database.getCollection("journal.ends").drop();
        Journals later = journals(TestBroker.bootstrapServers(), Clock.offset(Clock.systemUTC(), LONG_AGO));
        later.open(Topic.CONSENTS, COLLECTION);
        later.start();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(database.getCollection("journal.ends").countDocuments())
                                .isEqualTo(1));
        assertThat(later.troubles()).isEmpty();
    }

    @Test
    void allowsToForgetAThingThatHasNothingLeftToSend() {
        Journal journal = journal();
        commitAndAwait(journal, 1, now());

        assertThat(journal.forget(visitor, eq("revision", 2))).isFalse();
        assertThat(journal.revisions(visitor, Integer.MAX_VALUE, 10)).hasSize(1);

        assertThat(journal.forget(visitor, eq("revision", 1))).isTrue();
        assertThat(journal.revisions(visitor, Integer.MAX_VALUE, 10)).isEmpty();
        assertThat(database.getCollection(COLLECTION + ".revisions").countDocuments())
                .isZero();
    }

    @Test
    void isNotForgottenBeforeItIsSent() {
        Journal journal = journal("127.0.0.1:1");
        commit(journal, 1, now());

        assertThat(journal.forget(visitor, eq("revision", 1))).isFalse();
    }

    private Journal journal() {
        return journal(TestBroker.bootstrapServers());
    }

    private Journal journal(String servers) {
        Journals journals = journals(servers, Clock.systemUTC());
        Journal journal = journals.open(Topic.CONSENTS, COLLECTION);
        journals.start();
        return journal;
    }

    private Journals journals(String servers, Clock clock) {
        Journals journals = new Journals(
                database,
                Map.of("bootstrap.servers", servers),
                (short) 1,
                new EventCodec(),
                new SimpleMeterRegistry(),
                clock,
                () -> null);
        opened.add(journals);
        return journals;
    }

    private void commitAndAwait(Journal journal, int number, Instant at) {
        commit(journal, number, at);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(head()).doesNotContainKey("pending"));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(database.getCollection("journal.ends").countDocuments())
                                .isEqualTo(1));
    }

    private void commit(Journal journal, int number, Instant at) {
        Recorded recorded = new Recorded("1", "sha256:0", Map.of("statistics", true), How.ACCEPT, null);
        RevisionRecord next = journal.seal(visitor, number, at, head().getString("hash"), recorded);
        assertThat(journal.commit(next, empty(), new BsonDocument())).isPresent();
    }

    private Document head() {
        Document head =
                database.getCollection(COLLECTION).find(eq("_id", visitor)).first();
        assertThat(head).isNotNull();
        return head;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()));
    }

    private List<ConsumerRecord<byte[], byte[]>> log() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestBroker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            if (!consumer.listTopics().containsKey(partition.topic())) {
                return List.of();
            }
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(log::add);
            }
            return log;
        }
    }
}
