package press.lords.platform.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A child's output on disk: the file and the one before it, each of a bounded size. */
final class LogFile {

    private static final int TAIL_BYTES = 4_096;

    private final Path file;
    private final long largestBytes;

    LogFile(Path file, long largestBytes) {
        this.file = file;
        this.largestBytes = largestBytes;
    }

    /** Writes all of a process's output, until it ends. */
    void writeAll(InputStream output) throws IOException {
        var buffer = new byte[8_192];
        int read = output.read(buffer);
        while (read >= 0) {
            try (var out = open()) {
                long size = Files.size(file);
                while (read >= 0 && size < largestBytes) {
                    out.write(buffer, 0, read);
                    size += read;
                    read = output.read(buffer);
                }
            }
        }
    }

    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** The last lines of what was written since the file had this size, for telling why a child ended. */
    List<String> tail(int lines, long since) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var in = Files.newInputStream(file)) {
            long size = Files.size(file);
            in.skipNBytes(Math.max(since > size ? 0 : since, size - TAIL_BYTES));
            var all = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        }
    }

    private OutputStream open() throws IOException {
        if (Files.exists(file) && Files.size(file) >= largestBytes) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
