package press.lords.gateway.view;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Redacted;
import press.lords.events.ArticleEvent.Retracted;
import press.lords.events.Revision;
import press.lords.gateway.view.DiskIndex.Reading;

/**
 * One log's articles on disk. One thread writes; revisions may come in any order and any number of times, the highest is current. What is written becomes
 * visible with {@link #show} and safe with {@link #commit}, together with how far the log was read.
 */
final class ArticleIndex implements Closeable {

    private static final String FORMAT = "articles-2";
    private static final int UNKNOWN = 0;
    private static final int MAX_PENDING = 50_000;

    private final Path folder;
    private final DiskIndex disk;
    /** Written and not yet visible: highest numbers by article. */
    private final Map<String, Integer> pendingHeads = new HashMap<>();
    /** Written and not yet visible: keys of removed revisions. */
    private final Set<String> pendingRemovals = new HashSet<>();

    private boolean commitBeforeShowing;
    private volatile IndexState state;
    private volatile IndexState committed;

    ArticleIndex(Path folder, double bufferMegabytes) throws IOException {
        this.folder = folder;
        disk = new DiskIndex(folder, FORMAT, new KeywordAnalyzer(), bufferMegabytes);
        state = IndexState.of(disk.committed());
        committed = state;
    }

    Path folder() {
        return folder;
    }

    IndexState state() {
        return state;
    }

    IndexState committed() {
        return committed;
    }

    <T> T read(Reading<T> reading) {
        return disk.read(reading);
    }

    int documents() {
        return disk.writer().getDocStats().numDocs;
    }

    /** How many revisions and things it holds. */
    int size() {
        return read(searcher -> searcher.getIndexReader().numDocs()
                - Found.all(searcher, Documents.REJECTED, Documents.YES).size());
    }

    boolean isOpen() {
        return disk.writer().isOpen();
    }

    boolean isBehind(Revision<?> revision) {
        return currentNumber(revision.id()) < revision.number();
    }

    void apply(Revision<? extends ArticleEvent> revision, byte[] value) throws IOException {
        ArticleEvent event = revision.event();
        int current = currentNumber(revision.id());
        if (current != UNKNOWN && !(event instanceof Redacted) && isRemoved(revision.key())) {
            return;
        }
        IndexState next = state.withOneMoreHead();
        Document document = Documents.revision(revision, value);
        if (current == UNKNOWN) {
            // Nothing to replace: a rebuild would spend much of its time looking for it.
            disk.writer().addDocuments(List.of(document, Documents.head(revision, next.sequence())));
        } else {
            put(Documents.KEY, revision.key(), document);
            if (revision.number() >= current) {
                put(Documents.HEAD, revision.id(), Documents.head(revision, next.sequence()));
            }
        }
        if (revision.number() >= current) {
            state = next;
            pendingHeads.put(revision.id(), revision.number());
        }
        switch (event) {
            case Published published -> {}
            case Retracted retracted -> commitBeforeShowing = true;
            case Redacted redacted -> remove(Revision.key(revision.id(), redacted.removed()));
        }
    }

    /** Adds a document or puts it in the place of the one that has the same term. */
    void put(String field, String text, Document document) throws IOException {
        disk.writer().updateDocument(new Term(field, text), document);
    }

    void delete(String field, String text) throws IOException {
        disk.writer().deleteDocuments(new Term(field, text));
    }

    void advance(Progress progress) {
        state = state.at(progress);
    }

    void complete(Instant at) {
        state = state.complete(at);
    }

    /** Whether so much isn't visible yet that it should be shown before more is written. */
    boolean isFull() {
        return pendingHeads.size() + pendingRemovals.size() >= MAX_PENDING;
    }

    /** Makes visible what was written; what takes something away from readers is safe on disk before. */
    void show() throws IOException {
        if (commitBeforeShowing) {
            commit();
            commitBeforeShowing = false;
        }
        disk.refresh();
        pendingHeads.clear();
        pendingRemovals.clear();
    }

    /** May be called by any thread: documents that are written meanwhile are read once more after a crash, which changes nothing. */
    synchronized void commit() throws IOException {
        IndexState now = state;
        disk.commit(now.toCommitData());
        committed = now;
    }

    /** Whether so much is still to be written that tidying up should wait. */
    void hurry(boolean now) throws IOException {
        disk.hurry(now);
    }

    /** Makes sure that nothing of removed revisions is left in the files. */
    void purge() throws IOException {
        disk.purge();
        commit();
    }

    /** After a failure of the disk: back to the last commit. */
    synchronized void reopen() throws IOException {
        disk.reopen();
        IndexState back = IndexState.of(disk.committed());
        state = back.reincarnated();
        committed = back;
        forgetPending();
    }

    /** Closes it without keeping what wasn't committed. */
    void abandon() throws IOException {
        disk.close();
    }

    @Override
    public void close() throws IOException {
        try (disk) {
            if (isOpen()) {
                commit();
            }
        }
    }

    private void remove(String key) throws IOException {
        delete(Documents.REMOVABLE, key);
        pendingRemovals.add(key);
        commitBeforeShowing = true;
    }

    private boolean isRemoved(String key) {
        return pendingRemovals.contains(key)
                || read(searcher -> !Found.all(searcher, Documents.REMOVES, key).isEmpty());
    }

    private int currentNumber(String id) {
        Integer pending = pendingHeads.get(id);
        return pending != null
                ? pending
                : read(searcher -> {
                    Found head = Found.only(searcher, Documents.HEAD, id);
                    return head == null ? UNKNOWN : head.number();
                });
    }

    private void forgetPending() {
        pendingHeads.clear();
        pendingRemovals.clear();
        commitBeforeShowing = false;
    }
}
