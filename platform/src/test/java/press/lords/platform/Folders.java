package press.lords.platform;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders that a test takes away, also from under a process that still uses them. */
final class Folders {

    private static final int ATTEMPTS = 10;

    private Folders() {}

    /** Whoever still uses it may make a file meanwhile. */
    static void delete(Path folder) throws IOException {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                deleteWhatIsThere(folder);
                return;
            } catch (DirectoryNotEmptyException written) {
                System.out.println("Deleting once more: " + written.getMessage());
            }
        }
        deleteWhatIsThere(folder);
    }

    private static void deleteWhatIsThere(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
