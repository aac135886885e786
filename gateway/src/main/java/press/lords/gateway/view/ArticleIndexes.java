package press.lords.gateway.view;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.apache.lucene.document.Document;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent;
import press.lords.events.Revision;
import press.lords.gateway.view.DiskIndex.Reading;

/**
 * The article index that readers see, and the one that the log is written to: the same, but for the time that a log is read from its beginning. Then
 * readers go on to see what they saw, and whatever is newer than that, until the new index can take its place.
 */
final class ArticleIndexes implements Closeable {

    private final IndexFolders folders;
    private final double bufferMegabytes;
    private final Duration patience;
    private @Nullable Instant readAgainAt;
    private volatile ArticleIndex shown;
    private volatile ArticleIndex written;

    /** @param patience how long after the log was read what readers see is kept for what the log lacks */
    ArticleIndexes(Path parent, double bufferMegabytes, Duration patience) throws IOException {
        this.folders = new IndexFolders(parent);
        this.bufferMegabytes = bufferMegabytes;
        this.patience = patience;
        try {
            this.shown = new ArticleIndex(folders.shown(), bufferMegabytes);
        } catch (IOException | RuntimeException e) {
            folders.close();
            throw e;
        }
        this.written = shown;
    }

    /** How far the log was read. */
    IndexState written() {
        return written.state();
    }

    /** What of that is on disk. */
    IndexState committed() {
        return written.committed();
    }

    /** What readers see. */
    IndexState shown() {
        return shown.state();
    }

    <T> T read(Reading<T> reading) {
        while (true) {
            ArticleIndex index = shown;
            try {
                return index.read(reading);
            } catch (AlreadyClosedException e) {
                if (index == shown) {
                    throw e;
                }
            }
        }
    }

    int documents() {
        return shown.documents();
    }

    boolean isOpen() {
        return written.isOpen() && shown.isOpen();
    }

    void apply(Revision<? extends ArticleEvent> revision, byte[] value) throws IOException {
        if (isRebuilding() && shown.isBehind(revision)) {
            shown.apply(revision, value);
        }
        written.apply(revision, value);
    }

    void put(String field, String text, Document document) throws IOException {
        written.put(field, text, document);
    }

    void delete(String field, String text) throws IOException {
        written.delete(field, text);
    }

    void advance(Progress progress) {
        written.advance(progress);
    }

    void complete(Instant at) {
        written.complete(at);
    }

    boolean isFull() {
        return written.isFull();
    }

    void show() throws IOException {
        written.show();
        if (isRebuilding()) {
            shown.show();
        }
    }

    synchronized void commit() throws IOException {
        written.commit();
    }

    void hurry(boolean now) throws IOException {
        written.hurry(now);
    }

    synchronized void purge() throws IOException {
        written.purge();
        if (isRebuilding()) {
            shown.purge();
        }
    }

    boolean isRebuilding() {
        return written != shown;
    }

    /** Once the log was read again: whether readers would find as much as they find now, or have waited long enough for the rest. */
    boolean canSwitch(Instant now) {
        if (readAgainAt == null) {
            readAgainAt = now;
        }
        return written.size() >= shown.size() || !now.isBefore(readAgainAt.plus(patience));
    }

    synchronized void startAnew() throws IOException {
        abandonRebuild();
        readAgainAt = null;
        written = new ArticleIndex(folders.after(shown.folder()), bufferMegabytes);
    }

    /** From now on readers see what was written, also after a crash. */
    synchronized void switchOver() throws IOException {
        ArticleIndex before = shown;
        written.commit();
        folders.retire(before.folder());
        shown = written;
        before.abandon();
        folders.delete(before.folder());
    }

    /** After a failure of the disk: back to the last commit of what readers see. */
    synchronized void reopen() throws IOException {
        abandonRebuild();
        shown.reopen();
    }

    @Override
    public synchronized void close() throws IOException {
        try (folders) {
            abandonRebuild();
            shown.close();
        }
    }

    private void abandonRebuild() throws IOException {
        if (isRebuilding()) {
            ArticleIndex rebuilt = written;
            written = shown;
            rebuilt.abandon();
            folders.delete(rebuilt.folder());
        }
    }
}
