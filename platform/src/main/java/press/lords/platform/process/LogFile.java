package press.lords.platform.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A child's output on disk: the file and the one before it, each of a bounded size. */
final class LogFile {

    private static final int TAIL_BYTES = 4_096;

    private final Path file;
    private final long largestBytes;
    private final Duration pause;

    /** @param pause after a failure, until the file is tried again */
    LogFile(Path file, long largestBytes, Duration pause) {
        this.file = file;
        this.largestBytes = largestBytes;
        this.pause = pause;
    }

    /**
     * Writes all of a process's output, until it ends. While the file can't be written, which is told once, output is read and dropped: a process
     * stands still when nobody reads what it says.
     */
    void writeAll(InputStream output, Consumer<IOException> failed) {
        var buffer = new byte[8_192];
        var failing = false;
        int read = read(output, buffer);
        while (read >= 0) {
            try (var out = open()) {
                long size = Files.size(file);
                while (read >= 0 && size < largestBytes) {
                    out.write(buffer, 0, read);
                    failing = false;
                    size += read;
                    read = read(output, buffer);
                }
            } catch (IOException failure) {
                if (!failing) {
                    failed.accept(failure);
                }
                failing = true;
                read = drop(output, buffer);
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

    /** Drops what comes until it is time to try again; answers how much was read for that. */
    private int drop(InputStream output, byte[] buffer) {
        long again = System.nanoTime() + pause.toNanos();
        int read = read(output, buffer);
        while (read >= 0 && System.nanoTime() < again) {
            read = read(output, buffer);
        }
        return read;
    }

    /** The pipe of a process that is ended by force is closed. */
    private static int read(InputStream output, byte[] buffer) {
        try {
            return output.read(buffer);
        } catch (IOException closed) {
            return -1;
        }
    }

    private OutputStream open() throws IOException {
        if (Files.exists(file) && Files.size(file) >= largestBytes) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
