package press.lords.platform.database;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedDatabaseTests {

    private static final int MORE_THAN_ANY_BUFFER = 40_000;

    @TempDir
    private Path folder;

    @Test
    void commitsNothingByItselfHoweverMuchIsWritten() {
        try (var store = EmbeddedDatabase.open(folder.resolve("some.mv"))) {
            var map = store.<Integer, String>openMap("some");
            store.commit();
            var before = store.getCurrentVersion();

            for (int n = 0; n < MORE_THAN_ANY_BUFFER; n++) {
                map.put(n, "x".repeat(1_000));
            }

            assertThat(store.getCurrentVersion()).isEqualTo(before);
        }
    }
}
