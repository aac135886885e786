package press.lords.events.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.AuthorEvent.Profiled;
import press.lords.events.Topic;

import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@OnContainers
class SweeperIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoDatabase database = TestDatabase.in(mongo);
    private final MongoCollection<Document> authors = database.getCollection("authors");
    private final List<Journals> opened = new ArrayList<>();

    @BeforeEach
    void noLog() {
        TestBroker.empty();
    }

    @AfterEach
    void close() {
        opened.forEach(Journals::close);
        mongo.close();
    }

    @Test
    void aResendThatIsInterruptedGoesOnWhereItStopped() {
        commitWithoutBroker("ada", "ben", "cleo");
        authors.updateMany(empty(), unset("pending")); // as if the topic before this one had them all
        authors.createIndex(
                Indexes.ascending("sent.revision"),
                new IndexOptions().unique(true).sparse(true)); // so the second mark fails

        Journals sweeping = journals(TestBroker.bootstrapServers());
        sweeping.open(Topic.AUTHORS, "authors");
        sweeping.start();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(log()).startsWith("ada/1", "ben/1").doesNotContain("cleo/1"));
        await().atMost(PATIENCE).until(() -> !sweeping.troubles().isEmpty());
        authors.dropIndex(Indexes.ascending("sent.revision"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log()).contains("cleo/1"));
        await().atMost(PATIENCE).until(() -> sweeping.troubles().isEmpty());
        assertThat(log()).containsOnlyOnce("ada/1");
    }

    @Test
    void whatHasLostARevisionIsSetAsideAndShownAndDelaysNothingElse() {
        Journal journal = commitWithoutBroker("ada", "ben");
        commit(journal, "ada", 2);
        Document lost = Optional.ofNullable(database.getCollection("authors.revisions")
                        .findOneAndDelete(eq("_id", hash(journal, "ada", 1))))
                .orElseThrow();

        Journals sweeping = journals(TestBroker.bootstrapServers());
        sweeping.open(Topic.AUTHORS, "authors");
        sweeping.start();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log()).containsExactly("ben/1"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sweeping.troubles())
                        .singleElement()
                        .asString()
                        .contains("ada"));

        database.getCollection("authors.revisions").insertOne(lost);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log()).contains("ada/1", "ada/2"));
        await().atMost(PATIENCE).until(() -> sweeping.troubles().isEmpty());
    }

    @Test
    void aHistoryLongerThanIsLookedUpAtOnceIsSentWholeAndInOrder() {
        int revisions = 1_010;
        Journal journal = commitWithoutBroker("ada");
        for (int number = 2; number <= revisions; number++) {
            commit(journal, "ada", number);
            if (number % 100 == 0) {
                // Lost the race for this number: stored all the same, and named by nothing.
                String previous = hash(journal, "ada", number - 1);
                RevisionRecord orphan = journal.seal("ada", number, AT, previous, new Profiled("ada", "Lost."));
                assertThat(journal.commit(orphan, empty(), set("name", "lost"))).isEmpty();
            }
        }

        Journals sweeping = journals(TestBroker.bootstrapServers());
        sweeping.open(Topic.AUTHORS, "authors");
        sweeping.start();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log())
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, revisions)
                                .mapToObj(number -> "ada/" + number)
                                .toList()));
        await().atMost(PATIENCE).until(() -> sweeping.troubles().isEmpty());
    }

    private Journal commitWithoutBroker(String... ids) {
        Journals journals = journals("127.0.0.1:1");
        Journal journal = journals.open(Topic.AUTHORS, "authors");
        for (String id : ids) {
            authors.insertOne(new Document("_id", id).append("revision", 0));
            commit(journal, id, 1);
        }
        return journal;
    }

    private void commit(Journal journal, String id, int number) {
        String previous = number == 1 ? null : hash(journal, id, number - 1);
        RevisionRecord next = journal.seal(id, number, AT, previous, new Profiled(id, "Counts."));
        assertThat(journal.commit(next, empty(), set("name", id))).isPresent();
    }

    private static String hash(Journal journal, String id, int number) {
        return journal.revision(id, number).orElseThrow().hash();
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

    private static List<String> log() {
        return TestBroker.log(Topic.AUTHORS).stream()
                .map(record -> new String(record.key(), UTF_8))
                .toList();
    }
}
