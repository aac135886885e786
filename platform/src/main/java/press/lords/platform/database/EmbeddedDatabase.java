package press.lords.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import de.bwaldvogel.mongo.MongoServer;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves MongoDB's wire protocol on a loopback port from one file. It is MongoDB-compatible, not MongoDB: right for
 * trying the press out, not for load.
 *
 * <p>Arguments: the folder of the data, the port (0 for a free one), the names of databases of secrets, which get files of their own.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration COMPACTING_AT_MOST = Duration.ofSeconds(3);

    private final MongoServer server;

    public EmbeddedDatabase(Path folder, int port, List<String> secrets) throws IOException {
        Files.createDirectories(folder);
        var store = open(folder.resolve("database.mv"));
        var apart = secrets.stream()
                .collect(Collectors.toMap(
                        Function.identity(), name -> new SecretDatabase(folder.resolve(name + ".mv"))));
        server = new MongoServer(new DurableBackend(store, apart));
        server.bind("127.0.0.1", port);
        log.info("MongoDB-compatible database (mongo-java-server, not MongoDB) on port {}, data in {}", port(), folder);
    }

    public static void main(String[] arguments) throws IOException {
        var secrets = Arrays.asList(arguments).subList(2, arguments.length);
        var database = new EmbeddedDatabase(Path.of(arguments[0]), Integer.parseInt(arguments[1]), secrets);
        Runtime.getRuntime().addShutdownHook(new Thread(database::close, "stop"));
    }

    int port() {
        return server.getLocalAddress().getPort();
    }

    @Override
    public void close() {
        server.shutdown();
    }

    /**
     * Auto-commit is off, also that of what doesn't fit into a buffer: a commit in the middle of a write would let a document and its index part for
     * ever.
     */
    static MVStore open(Path file) {
        var store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .open();
        store.compactFile(Math.toIntExact(COMPACTING_AT_MOST.toMillis()));
        return store;
    }
}
