package press.lords.platform.database;

import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

import org.h2.mvstore.MVStoreTool;

/**
 * A database of secrets, in a file of its own. The store appends, so what was deleted stays in the file for long; here the file is written anew
 * from what is left before a deletion is answered.
 */
final class SecretDatabase implements AutoCloseable {

    private final Path file;
    private final ReadWriteLock swapping = new ReentrantReadWriteLock();
    private DurableBackend backend;

    SecretDatabase(Path file) {
        this.file = file;
        // What a crash may have left of writing the file anew.
        MVStoreTool.compactCleanUp(file.toString());
        this.backend = new DurableBackend(EmbeddedDatabase.open(file));
    }

    <T> T ask(Function<DurableBackend, T> command) {
        swapping.readLock().lock();
        try {
            return command.apply(backend);
        } finally {
            swapping.readLock().unlock();
        }
    }

    /** Waits for the commands under way; those that come meanwhile wait. */
    void forgetWhatWasDeleted() {
        swapping.writeLock().lock();
        try {
            backend.close();
            MVStoreTool.compact(file.toString(), false);
            backend = new DurableBackend(EmbeddedDatabase.open(file));
        } finally {
            swapping.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        backend.close();
    }
}
