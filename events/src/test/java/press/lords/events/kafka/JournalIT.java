package press.lords.events.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.AuthorEvent.Profiled;
import press.lords.events.EventType;
import press.lords.events.Samples;
import press.lords.events.Topic;

import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

@OnContainers
class JournalIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoDatabase database = TestDatabase.in(mongo);
    private final List<Journals> opened = new ArrayList<>();
    private final String id = "author-" + UUID.randomUUID();

    @BeforeEach
    void aThing() {
        TestBroker.empty();
        database.getCollection("authors")
                .insertOne(new Document("_id", id).append("revision", 0).append("version", 1L));
    }

    @AfterEach
    void close() {
        opened.forEach(Journals::close);
        mongo.close();
    }

    @Test
    void whatIsCommittedReachesTheLogWithTheBytesThatAreStored() {
        Journal journal = journal(TestBroker.bootstrapServers());

        commit(journal, 1, "Ada");
        commit(journal, 2, "Ada L.");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log()).hasSize(2));
        assertThat(journal.revisions(id, Integer.MAX_VALUE, 10))
                .extracting(RevisionRecord::key)
                .containsExactly(id + "/2", id + "/1");
        List<ConsumerRecord<byte[], byte[]>> log = log();
        for (int number = 1; number <= 2; number++) {
            RevisionRecord stored = journal.revision(id, number).orElseThrow();
            ConsumerRecord<byte[], byte[]> sent = log.get(number - 1);
            assertThat(sent.value()).isEqualTo(stored.value());
            assertThat(sent.headers())
                    .allSatisfy(header -> assertThat(new String(header.value(), UTF_8))
                            .isEqualTo(stored.headers().get(header.key())));
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(head()).doesNotContainKey("pending"));
    }

    @Test
    void thereIsAnIndexForWhatIsAskedOfManyThings() {
        journal("127.0.0.1:1");

        assertThat(TestDatabase.indexes(database))
                .containsExactlyInAnyOrder(
                        "authors, pending", "authors, sent.topic _id", "authors.revisions, thing number");
    }

    @Test
    void whatACrashLeftPendingIsSentByAnotherInstance() {
        Journal withoutBroker = journal("127.0.0.1:1");
        commit(withoutBroker, 1, "Ada");
        commit(withoutBroker, 2, "Ada L.");

        journal(TestBroker.bootstrapServers());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log())
                        .extracting(record -> new String(record.key(), UTF_8))
                        .containsExactly(id + "/1", id + "/2"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(head()).doesNotContainKey("pending"));
    }

    @Test
    void ofManyWhoCommitAtOnceNoneGetsTheSameNumber() throws Exception {
        Journal journal = journal(TestBroker.bootstrapServers());
        int writers = 40;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Integer> writer = () -> {
                while (true) {
                    Document before = head();
                    int number = before.getInteger("revision") + 1;
                    RevisionRecord next = journal.seal(
                            id,
                            number,
                            now(),
                            before.getString("hash"),
                            new Profiled("By " + Thread.currentThread(), ""));
                    if (journal.commit(next, empty(), inc("version", 1)).isPresent()) {
                        return number;
                    }
                }
            };
            List<Integer> numbers = new ArrayList<>();
            for (var result : threads.invokeAll(java.util.Collections.nCopies(writers, writer))) {
                numbers.add(result.get());
            }
            assertThat(numbers).doesNotHaveDuplicates().hasSize(writers);
        }
        assertThat(journal.revisions(id, Integer.MAX_VALUE, writers))
                .extracting(RevisionRecord::number)
                .containsExactlyElementsOf(java.util.stream.IntStream.iterate(writers, n -> n > 0, n -> n - 1)
                        .boxed()
                        .toList());
    }

    @Test
    void aLongHistoryIsNeverHeldWhole() {
        Journal journal = journal("127.0.0.1:1");
        for (int number = 1; number <= 60; number++) {
            commit(journal, number, "Ada " + number);
        }
        database.getCollection("authors.revisions").deleteOne(eq("number", 1));
        List<Integer> read = new ArrayList<>();

        assertThatThrownBy(() -> journal.revisions(id, Integer.MAX_VALUE, 100, record -> read.add(record.number())))
                .isInstanceOf(IllegalStateException.class);

        assertThat(read).startsWith(60, 59, 58).endsWith(11);
        assertThat(journal.revisions(id, 50, 40, RevisionRecord::number))
                .startsWith(49)
                .endsWith(10)
                .hasSize(40);
    }

    @Test
    void aGuardThatDoesNotMatchCommitsNothing() {
        Journal journal = journal(TestBroker.bootstrapServers());
        RevisionRecord next = journal.seal(id, 1, now(), null, new Profiled("Ada", ""));

        assertThat(journal.commit(next, eq("version", 99L), inc("version", 1))).isEmpty();

        assertThat(head()).containsEntry("revision", 0).doesNotContainKey("pending");
        assertThat(journal.revision(id, 1)).isEmpty();
    }

    @Test
    void neverForgetsWhatIsOfRecord() {
        Journal journal = journal(TestBroker.bootstrapServers());

        assertThatThrownBy(() -> journal.forget(id, empty())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDatabaseRestoredToThePastSendsNothing() {
        Journal journal = journal(TestBroker.bootstrapServers());
        commit(journal, 1, "Ada");
        Document past = head();
        commit(journal, 2, "Ada L.");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log()).hasSize(2));
        opened.removeFirst().close();

        database.getCollection("authors").replaceOne(eq("_id", id), past);
        database.getCollection("journal.ends").drop();
        Journals restored = journals(TestBroker.bootstrapServers());
        Journal afterRestore = restored.open(Topic.AUTHORS, "authors");
        restored.start();
        commit(afterRestore, 2, "Someone else");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(restored.troubles()).anyMatch(trouble -> trouble.contains("never committed")));
        assertThat(log()).hasSize(2);
    }

    @Test
    void makesItsTopicToBeKeptForEver() throws Exception {
        commit(journal(TestBroker.bootstrapServers()), 1, "Ada");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log()).hasSize(1));

        assertThat(TestBroker.ends("authors")).hasSize(1);
        assertThat(TestBroker.settings("authors"))
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "-1")
                .containsEntry("delete.retention.ms", "604800000")
                .containsEntry("max.message.bytes", "262144")
                .containsEntry("unclean.leader.election.enable", "false");
    }

    @Test
    void sendsNothingToATopicThatHasAPartitionTooFew() throws Exception {
        TestBroker.create("articles", Topic.ARTICLES.partitions() - 1);
        Journals journals = journals(TestBroker.bootstrapServers());
        Journal articles = journals.open(Topic.ARTICLES, "authors");
        journals.start();

        RevisionRecord first = articles.seal(id, 1, now(), null, Samples.of(EventType.ARTICLE_PUBLISHED));
        assertThat(articles.commit(first, empty(), inc("version", 1))).isPresent();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(journals.troubles())
                        .singleElement(STRING)
                        .contains("articles", "has 5 partitions and must have 6"));
        await().during(Duration.ofSeconds(3))
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(TestBroker.ends("articles")).containsOnly(0L));
        assertThat(head()).containsKey("pending");
    }

    private Journal journal(String servers) {
        Journals journals = journals(servers);
        Journal journal = journals.open(Topic.AUTHORS, "authors");
        journals.start();
        return journal;
    }

    private Journals journals(String servers) {
        Journals journals = new Journals(
                database,
                Map.of("bootstrap.servers", servers),
                (short) 1,
                new EventCodec(),
                new SimpleMeterRegistry(),
                Clock.systemUTC(),
                () -> null);
        opened.add(journals);
        return journals;
    }

    private void commit(Journal journal, int number, String name) {
        String previous = head().getString("hash");
        RevisionRecord next = journal.seal(id, number, now(), previous, new Profiled(name, "Counts."));
        Optional<Document> committed = journal.commit(next, empty(), set("name", name));
        assertThat(committed).isPresent();
    }

    private Document head() {
        return Optional.ofNullable(
                        database.getCollection("authors").find(eq("_id", id)).first())
                .orElseThrow();
    }

    private static Instant now() {
        return Instant.parse("2026-03-01T08:00:00Z");
    }

    /** Everything in the log of this test's thing, in order. */
    private List<ConsumerRecord<byte[], byte[]>> log() {
        return TestBroker.log(Topic.AUTHORS).stream()
                .filter(record -> new String(record.key(), UTF_8).startsWith(id))
                .toList();
    }
}
