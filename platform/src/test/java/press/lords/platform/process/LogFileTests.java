package press.lords.platform.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LogFileTests {

    @TempDir
    private Path folder;

    @Test
    void keepsTheFileAndTheOneBeforeItWithinTheirBounds() throws IOException {
        var file = folder.resolve("child.log");
        var log = new LogFile(file, 20_000);
        write(log, "line\n".repeat(20_000));

        assertThat(Files.size(file)).isBetween(1L, 30_000L);
        assertThat(Files.size(folder.resolve("child.log.1"))).isBetween(1L, 30_000L);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void addsToWhatIsThereAndTellsTheLastLines() throws IOException {
        var log = new LogFile(folder.resolve("child.log"), 20_000);
        write(log, "one\ntwo\n");
        write(log, "three\n");

        assertThat(log.tail(2, 0)).containsExactly("two", "three");
        assertThat(log.tail(2, "one\ntwo\n".length())).containsExactly("three");
    }

    private static void write(LogFile log, String text) throws IOException {
        log.writeAll(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
