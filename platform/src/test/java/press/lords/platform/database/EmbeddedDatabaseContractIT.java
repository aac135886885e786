package press.lords.platform.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import press.lords.events.contract.DatabaseContractTests;

/** What the services rely on of MongoDB, on the database that the press runs on when it is given none. */
class EmbeddedDatabaseContractIT extends DatabaseContractTests {

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase server;

    @BeforeAll
    static void start() throws IOException {
        server = new EmbeddedDatabase(folder, 0, List.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected String uri() {
        return "mongodb://127.0.0.1:" + server.port();
    }
}
