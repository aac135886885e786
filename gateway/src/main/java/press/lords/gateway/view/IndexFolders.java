package press.lords.gateway.view;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;

/**
 * The folders of the article index, numbered: the one that readers see, and while the log is read anew a later one. Which one it is after a crash
 * is told by the folders alone: the earliest that can be opened. No other process may have any of them.
 */
final class IndexFolders implements Closeable {

    private static final String PREFIX = "articles-";

    private final Path parent;
    private final FSDirectory directory;
    private final Lock lock;

    IndexFolders(Path parent) throws IOException {
        this.parent = parent;
        this.directory = FSDirectory.open(parent);
        try {
            this.lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME);
        } catch (IOException e) {
            directory.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            lock.close();
        }
    }

    /** What readers see; a rebuild that was not finished is thrown away. */
    Path shown() throws IOException {
        Path shown = null;
        for (Path folder : all()) {
            if (shown == null && isIndex(folder)) {
                shown = folder;
            } else {
                delete(folder);
            }
        }
        return shown == null ? Files.createDirectories(parent.resolve(PREFIX + 1)) : shown;
    }

    Path after(Path folder) throws IOException {
        Path next = parent.resolve(PREFIX + (number(folder) + 1));
        if (Files.exists(next)) {
            delete(next);
        }
        return Files.createDirectory(next);
    }

    /** From now on a start doesn't take this folder any more; who has its files open can still read them. */
    void retire(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(IndexFileNames.SEGMENTS)) {
                    Files.delete(file);
                }
            }
        }
    }

    void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(folder);
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(folder -> folder.getFileName().toString().matches(PREFIX + "\\d+"))
                    .sorted(Comparator.comparingInt(IndexFolders::number))
                    .toList();
        }
    }

    private static boolean isIndex(Path folder) throws IOException {
        try (FSDirectory directory = FSDirectory.open(folder)) {
            return DirectoryReader.indexExists(directory);
        }
    }

    private static int number(Path folder) {
        return Integer.parseInt(folder.getFileName().toString().substring(PREFIX.length()));
    }
}
