package press.lords.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks for planted words in every file that a press keeps: databases, topics, views, logs. */
record Traces(RunningPress press) {

    /** Files with one of these words in them; the mail sink's own store stands for the readers' mailboxes and isn't looked at. */
    List<Path> of(List<String> words) throws IOException {
        try (var files = Files.walk(press.data())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(press.data().resolve("mails")))
                    .filter(file -> holdsOne(file, words))
                    .toList();
        }
    }

    private static boolean holdsOne(Path file, List<String> words) {
        try {
            var bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            return words.stream().anyMatch(bytes::contains);
        } catch (IOException gone) {
            return false;
        }
    }
}
