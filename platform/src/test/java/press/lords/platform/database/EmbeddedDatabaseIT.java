package press.lords.platform.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoSocketException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Facet;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import press.lords.platform.KillableServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The embedded database as its clients see it, killed included. */
class EmbeddedDatabaseIT {

    private static final int KILLS = 3;
    private static final int WRITERS = 4;
    private static final int WRITES_BEFORE_A_KILL = 120;

    @TempDir
    private Path folder;

    private KillableServer server;
    private MongoClient client;
    private MongoDatabase database;

    @BeforeEach
    void start() throws IOException {
        int port = freePort();
        server = new KillableServer(EmbeddedDatabase.class, folder, List.of(port, "secrets"));
        client = MongoClients.create("mongodb://127.0.0.1:" + port + "/?serverSelectionTimeoutMS=5000");
        database = client.getDatabase("test");
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void losesNoAcknowledgedWriteWhenItIsKilled() throws Exception {
        database.getCollection("things").createIndex(Indexes.ascending("name"), new IndexOptions().unique(true));
        Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < KILLS; round++) {
            writeUntilKilled(round * 1_000_000, acknowledged);
            server.startAgain();
            assertThat(ids()).containsAll(acknowledged);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * WRITES_BEFORE_A_KILL);
    }

    @Test
    void changesTheNamedDocumentOnlyIfAllElseIsSoToo() {
        var things = database.getCollection("things");
        things.insertOne(new Document("_id", "a").append("version", 1).append("name", null));
        things.insertOne(new Document("_id", "b").append("version", 1));

        assertThat(things.updateOne(named("a").append("version", 2), Updates.set("name", "x"))
                        .getMatchedCount())
                .isZero();
        assertThat(things.updateOne(named("c").append("version", 1), Updates.set("name", "x"))
                        .getMatchedCount())
                .isZero();
        assertThat(things.findOneAndUpdate(
                        named("a").append("version", 1).append("name", null),
                        Updates.combine(Updates.set("version", 2), Updates.set("name", "x"))))
                .isNotNull();

        assertThat(things.find(named("a")).first())
                .isEqualTo(named("a").append("version", 2).append("name", "x"));
        assertThat(things.find(named("b")).first()).isEqualTo(named("b").append("version", 1));
        assertThat(things.deleteOne(named("a").append("version", 2)).getDeletedCount())
                .isEqualTo(1);
        assertThat(things.countDocuments()).isEqualTo(1);
    }

    private static Document named(String id) {
        return new Document("_id", id);
    }

    @Test
    void keepsDocumentAndIndexTogether() throws Exception {
        var things = database.getCollection("things");
        things.createIndex(Indexes.ascending("name"), new IndexOptions().unique(true));
        things.insertOne(new Document("_id", 1).append("name", "taken"));
        server.kill();
        server.startAgain();
        await().ignoreExceptionsInstanceOf(MongoSocketException.class)
                .until(() -> database.runCommand(new Document("ping", 1)) != null);

        assertThatThrownBy(() -> things.insertOne(new Document("_id", 2).append("name", "taken")))
                .isInstanceOf(MongoException.class)
                .hasMessageContaining("E11000");
    }

    @Test
    void findsTheFewThatHaveAFieldAlsoAfterItWasKilled() throws Exception {
        var things = database.getCollection("things");
        things.createIndex(Indexes.ascending("job.dueAt"), new IndexOptions().sparse(true));
        for (int id = 1; id <= 6; id++) {
            things.insertOne(new Document("_id", id).append("job", new Document("dueAt", id)));
        }
        things.insertOne(new Document("_id", 7));
        things.updateOne(Filters.eq("_id", 1), Updates.unset("job"));
        things.updateOne(Filters.eq("_id", 7), Updates.set("job.dueAt", 1));
        things.deleteOne(Filters.eq("_id", 2));
        assertThat(due(4, 3)).containsExactly(4, 7);

        server.kill();
        server.startAgain();
        await().ignoreExceptionsInstanceOf(MongoSocketException.class)
                .until(() -> database.runCommand(new Document("ping", 1)) != null);

        assertThat(due(4, 3)).containsExactly(4, 7);
        things.updateOne(Filters.eq("_id", 4), Updates.set("job.dueAt", 9));
        assertThat(due(4, 0)).containsExactly(3, 7);
        assertThat(things.find(Filters.eq("job.dueAt", null)).map(thing -> thing.get("_id")))
                .containsExactly(1);
    }

    @Test
    void findsWhatHasAValueAlsoAfterItWasKilled() throws Exception {
        var things = database.getCollection("things");
        things.insertOne(new Document("_id", "old").append("tags", List.of("a", "b")));
        things.createIndex(Indexes.ascending("tags", "_id"));
        things.insertOne(new Document("_id", "new").append("tags", List.of("b", "c")));
        things.insertOne(new Document("_id", "gone").append("tags", "b"));
        things.updateOne(Filters.eq("tags", "a"), Updates.set("tags", "c"));
        things.deleteOne(Filters.and(Filters.eq("tags", "b"), Filters.eq("_id", "gone")));
        assertThat(tagged("c")).containsExactly("new", "old");

        server.kill();
        server.startAgain();
        await().ignoreExceptionsInstanceOf(MongoSocketException.class)
                .until(() -> database.runCommand(new Document("ping", 1)) != null);

        assertThat(tagged("a")).isEmpty();
        assertThat(tagged("b")).containsExactly("new");
        assertThat(tagged("c")).containsExactly("new", "old");
        assertThat(tagged("a", "b")).containsExactly("new");
    }

    private List<Object> tagged(String... tags) {
        return database.getCollection("things")
                .find(Filters.in("tags", List.of(tags)))
                .sort(Sorts.ascending("_id"))
                .map(thing -> thing.get("_id"))
                .into(new ArrayList<>());
    }

    private List<Object> due(int until, int afterId) {
        return database.getCollection("things")
                .find(Filters.and(Filters.lte("job.dueAt", until), Filters.gt("_id", afterId)))
                .sort(Sorts.ascending("_id"))
                .map(thing -> thing.get("_id"))
                .into(new ArrayList<>());
    }

    @Test
    void refusesWhatItWouldHaveForgottenAfterARestart() {
        var things = database.getCollection("things");
        things.insertOne(named("a"));

        for (var call : List.<ThrowingCallable>of(
                () -> things.renameCollection(new MongoNamespace("test", "others")),
                () -> things.aggregate(List.of(Aggregates.out("others"))).toCollection(),
                () -> things.aggregate(List.of(Aggregates.facet(new Facet("f", Aggregates.out("others")))))
                        .first())) {
            assertThatThrownBy(call)
                    .isInstanceOf(MongoCommandException.class)
                    .hasMessageContaining("CommandNotSupported");
        }
        assertThat(database.listCollectionNames()).containsExactly("things");
    }

    @Test
    void keepsWhatAnAggregationMergedWhenItIsKilled() throws Exception {
        var things = database.getCollection("things");
        things.insertOne(named("a"));
        things.aggregate(List.of(Aggregates.merge("others"))).toCollection();

        server.kill();
        server.startAgain();
        await().ignoreExceptionsInstanceOf(MongoSocketException.class)
                .until(() -> database.runCommand(new Document("ping", 1)) != null);

        assertThat(database.getCollection("others").find()).containsExactly(named("a"));
    }

    @Test
    void refusesIndexesThatWouldSilentlyMeanSomethingElse() {
        var things = database.getCollection("things");
        var partial = new IndexOptions().unique(true).partialFilterExpression(Filters.exists("name"));
        var expiring = new IndexOptions().expireAfter(1L, TimeUnit.HOURS);

        assertThatThrownBy(() -> things.createIndex(Indexes.ascending("name"), partial))
                .isInstanceOf(MongoCommandException.class)
                .hasMessageContaining("no indexes with partialFilterExpression");
        assertThatThrownBy(() -> things.createIndex(Indexes.ascending("at"), expiring))
                .isInstanceOf(MongoCommandException.class)
                .hasMessageContaining("MongoDB-compatible, not MongoDB");
    }

    @Test
    void saysHello() {
        assertThat(database.runCommand(new Document("hello", 1)).getBoolean("isWritablePrimary"))
                .isTrue();
    }

    @Test
    void letsOneOfManyWritersWin() throws Exception {
        var things = database.getCollection("things");
        things.insertOne(new Document("_id", 1).append("version", 0));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> things.findOneAndUpdate(
                            Filters.and(Filters.eq("_id", 1), Filters.eq("version", 0)), Updates.inc("version", 1))))
                    .toList();
            int won = 0;
            for (var attempt : attempts) {
                won += attempt.get() == null ? 0 : 1;
            }
            assertThat(won).isOne();
        }
    }

    @Test
    void keepsSecretsInAFileOfTheirOwnAndTakesThemOutOfItWhenTheyAreDeleted() throws Exception {
        var secrets = client.getDatabase("secrets").getCollection("keys");
        database.getCollection("things").insertOne(new Document("_id", "one").append("name", "known to all"));
        for (int n = 0; n < 40; n++) {
            secrets.insertOne(new Document("_id", "key-" + n).append("key", "planted-secret-" + n + "-"));
        }
        server.kill();
        server.startAgain();
        assertThat(file("secrets.mv")).contains("planted-secret-7-");
        assertThat(file("database.mv")).contains("known to all").doesNotContain("planted-secret");

        await().ignoreExceptionsInstanceOf(MongoSocketException.class)
                .until(() -> secrets.deleteOne(Filters.eq("key-7")).getDeletedCount() == 1);

        assertThat(file("secrets.mv")).contains("planted-secret-8-").doesNotContain("planted-secret-7-");
        assertThat(secrets.countDocuments()).isEqualTo(39);
    }

    private String file(String name) throws IOException {
        return Files.readString(folder.resolve("data").resolve(name), StandardCharsets.ISO_8859_1);
    }

    private void writeUntilKilled(int from, Set<Integer> acknowledged) throws Exception {
        int goal = acknowledged.size() + WRITES_BEFORE_A_KILL;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = from + writer * 100_000;
                threads.execute(() -> write(first, acknowledged));
            }
            await().until(() -> acknowledged.size() >= goal);
            server.kill();
        }
    }

    private void write(int first, Set<Integer> acknowledged) {
        var things = database.getCollection("things");
        try {
            for (int id = first; ; id++) {
                things.insertOne(new Document("_id", id).append("name", "thing " + id));
                acknowledged.add(id);
            }
        } catch (MongoException killed) {
            assertThat(killed).isNotNull();
        }
    }

    private Set<Integer> ids() {
        var ids = new HashSet<Integer>();
        database.getCollection("things").find().forEach(thing -> ids.add(thing.getInteger("_id")));
        return ids;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
