package press.lords.platform.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

class LogFileTests {

    @TempDir
    private Path folder;

    @Test
    void keepsTheFileAndTheOneBeforeItWithinTheirBounds() throws IOException {
        var file = folder.resolve("child.log");
        var log = new LogFile(file, 20_000, Duration.ZERO);
        write(log, "line\n".repeat(20_000));

        assertThat(Files.size(file)).isBetween(1L, 30_000L);
        assertThat(Files.size(folder.resolve("child.log.1"))).isBetween(1L, 30_000L);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void addsToWhatIsThereAndTellsTheLastLines() throws IOException {
        var log = new LogFile(folder.resolve("child.log"), 20_000, Duration.ZERO);
        write(log, "one\ntwo\n");
        write(log, "three\n");

        assertThat(log.tail(2, 0)).containsExactly("two", "three");
        assertThat(log.tail(2, "one\ntwo\n".length())).containsExactly("three");
    }

    @Test
    void readsOnAndTellsOnceThatItCannotWrite() {
        var failures = new ArrayList<IOException>();
        var output = new ByteArrayInputStream(new byte[1_000_000]);

        new LogFile(folder.resolve("absent/child.log"), 20_000, Duration.ZERO).writeAll(output, failures::add);

        assertThat(output.available()).isZero();
        assertThat(failures).singleElement().isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void writesAgainOnceItCan() throws IOException {
        var absent = folder.resolve("absent");
        var file = absent.resolve("child.log");
        var failures = new ArrayList<IOException>();
        var output = new SequenceInputStream(Collections.enumeration(
                List.of(output("lost\n"), new MakingWay(absent), output("kept\n"), output("kept too\n"))));

        new LogFile(file, 20_000, Duration.ZERO).writeAll(output, failures::add);

        assertThat(file).hasContent("kept\nkept too\n");
        assertThat(failures).hasSize(1);
    }

    private static void write(LogFile log, String text) {
        log.writeAll(output(text), failure -> fail("can't be written", failure));
    }

    private static InputStream output(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Has nothing to say, and when it says so the folder is there. */
    private static final class MakingWay extends InputStream {
        private final Path missing;

        MakingWay(Path missing) {
            this.missing = missing;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            Files.createDirectories(missing);
            return -1;
        }

        @Override
        public int read() {
            return -1;
        }
    }
}
