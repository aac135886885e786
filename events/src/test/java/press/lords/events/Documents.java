package press.lords.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.assertj.core.api.Assertions;

/** Checked-in documents that tests keep true. {@code -Dpress.docs=write} writes what a test would compare. */
final class Documents {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Documents() {}

    static void assertCurrent(String path, String expected) {
        Path file = ROOT.resolve(path);
        try {
            if ("write".equals(System.getProperty("press.docs"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, expected);
            }
            Assertions.assertThat(Files.readString(file))
                    .as("%s is stale: run with -Dpress.docs=write and look at the difference", path)
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
