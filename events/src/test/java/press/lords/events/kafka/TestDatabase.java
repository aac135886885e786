package press.lords.events.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.bson.Document;

/**
 * The database that integration tests use, shared by all of this JVM: a container's with {@code -Pcontainers}; without, MONGO_URI's, or else one in
 * memory.
 */
public final class TestDatabase {

    private TestDatabase() {}

    public static String uri() {
        return TestServers.areContainers()
                ? Containers.mongoUri()
                : Optional.ofNullable(System.getenv("MONGO_URI")).orElseGet(() -> Embedded.URI);
    }

    /** A name that no other test uses. */
    public static String name() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** A database that no other test uses, read and written as services must. */
    public static MongoDatabase in(MongoClient client) {
        return DecisiveDatabase.open(client, name(), Duration.ofSeconds(5));
    }

    /** What a database looks into for an answer, but for ids: each index as its collection and its fields in their order. */
    public static List<String> indexes(MongoDatabase database) {
        List<String> indexes = new ArrayList<>();
        for (String collection : database.listCollectionNames()) {
            for (Document index : database.getCollection(collection).listIndexes()) {
                String fields =
                        String.join(" ", index.get("key", Document.class).keySet());
                if (!fields.equals("_id")) {
                    indexes.add(collection + ", " + fields);
                }
            }
        }
        return indexes;
    }

    private static final class Embedded {
        static final String URI = start();

        private static String start() {
            MongoServer server = new MongoServer(new MemoryBackend());
            Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
            return server.bindAndGetConnectionString();
        }
    }
}
