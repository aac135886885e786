package press.lords.platform.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The folder that shows from outside what runs: {@code ready} while everything is up, {@code <child>.pid} per child.
 * It belongs to one launcher at a time; the kernel gives it free when that launcher ends.
 */
public final class RunFolder implements AutoCloseable {

    private static final String PID = ".pid";

    private final Path folder;
    private final FileChannel lock;

    private RunFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes the folder, or answers nothing when another launcher has it. */
    public static Optional<RunFolder> take(Path folder) throws IOException {
        Files.createDirectories(folder);
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                Files.deleteIfExists(folder.resolve("ready"));
                return Optional.of(new RunFolder(folder, channel));
            }
        } catch (OverlappingFileLockException takenHere) {
            channel.close();
            return Optional.empty();
        }
        channel.close();
        return Optional.empty();
    }

    /** Children of an earlier launcher that were killed too late to have ended, known by a mark in their command. */
    public List<ProcessHandle> leftovers(String mark) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(PID))
                    .flatMap(file -> pid(file).stream())
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .filter(process -> process.info().commandLine().orElse("").contains(mark))
                    .toList();
        }
    }

    void started(String child, long pid) throws IOException {
        var fresh = folder.resolve(child + PID + ".new");
        Files.writeString(fresh, pid + "\n", StandardCharsets.US_ASCII);
        Files.move(fresh, folder.resolve(child + PID), StandardCopyOption.ATOMIC_MOVE);
    }

    void stopped(String child) throws IOException {
        Files.deleteIfExists(folder.resolve(child + PID));
    }

    void ready(boolean everythingIsUp) throws IOException {
        if (everythingIsUp) {
            Files.write(folder.resolve("ready"), new byte[0]);
        } else {
            Files.deleteIfExists(folder.resolve("ready"));
        }
    }

    @Override
    public void close() throws IOException {
        ready(false);
        lock.close();
    }

    private static Optional<Long> pid(Path file) {
        try {
            return Optional.of(Long.valueOf(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }
}
