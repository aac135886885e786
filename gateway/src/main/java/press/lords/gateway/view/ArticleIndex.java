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
import java.util.UUID;

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
 * The view on disk. One thread writes; revisions may come in any order and any number of times, the highest is current. What is written becomes
 * visible with {@link #show} and safe with {@link #commit}, together with how far the log was read.
 */
final class ArticleIndex implements Closeable {

    private static final String FORMAT = "articles-2";
    private static final int UNKNOWN = 0;
    private static final int MAX_PENDING = 50_000;
    private static final String INCARNATION = "incarnation";
    private static final String SEQUENCE = "sequence";
    private static final String COMPLETE_AT = "completeAt";

    private final DiskIndex disk;
    /** Written and not yet visible: highest numbers by article. */
    private final Map<String, Integer> pendingHeads = new HashMap<>();
    /** Written and not yet visible: keys of removed revisions. */
    private final Set<String> pendingRemovals = new HashSet<>();

    private boolean commitBeforeShowing;
    private volatile State state;
    private volatile State committed;

    /**
     * What is told about the documents in the same commit.
     *
     * @param incarnation another one after each rebuild
     * @param sequence of the last head written
     * @param completeAt when the view was last known to lack nothing
     */
    record State(Progress progress, String incarnation, long sequence, Instant completeAt) {
        private static State of(Map<String, String> data) {
            return new State(
                    Progress.of(data),
                    data.getOrDefault(INCARNATION, UUID.randomUUID().toString()),
                    Long.parseLong(data.getOrDefault(SEQUENCE, "0")),
                    Instant.parse(data.getOrDefault(COMPLETE_AT, Instant.EPOCH.toString())));
        }

        private Map<String, String> toCommitData() {
            Map<String, String> data = progress.toCommitData();
            data.put(INCARNATION, incarnation);
            data.put(SEQUENCE, Long.toString(sequence));
            data.put(COMPLETE_AT, completeAt.toString());
            return data;
        }
    }

    ArticleIndex(Path path, double bufferMegabytes) throws IOException {
        disk = new DiskIndex(path, FORMAT, new KeywordAnalyzer(), bufferMegabytes);
        state = State.of(disk.committed());
        committed = state;
    }

    State state() {
        return state;
    }

    State committed() {
        return committed;
    }

    <T> T read(Reading<T> reading) {
        return disk.read(reading);
    }

    int documents() {
        return disk.writer().getDocStats().numDocs;
    }

    boolean isOpen() {
        return disk.writer().isOpen();
    }

    void apply(Revision<? extends ArticleEvent> revision, byte[] value) throws IOException {
        ArticleEvent event = revision.event();
        int current = currentNumber(revision.id());
        if (current != UNKNOWN && !(event instanceof Redacted) && isRemoved(revision.key())) {
            return;
        }
        State next = new State(state.progress, state.incarnation, state.sequence + 1, state.completeAt);
        Document document = Documents.revision(revision, value);
        if (current == UNKNOWN) {
            // Nothing to replace: a rebuild would spend much of its time looking for it.
            disk.writer().addDocuments(List.of(document, Documents.head(revision, next.sequence)));
        } else {
            put(Documents.KEY, revision.key(), document);
            if (revision.number() >= current) {
                put(Documents.HEAD, revision.id(), Documents.head(revision, next.sequence));
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
        state = new State(progress, state.incarnation, state.sequence, state.completeAt);
    }

    void complete(Instant at) {
        state = new State(state.progress, state.incarnation, state.sequence, at);
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
        State now = state;
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

    /** Forgets everything. */
    synchronized void clear() throws IOException {
        disk.clear();
        state = State.of(Map.of());
        forgetPending();
        commit();
    }

    /** After a failure of the disk: back to the last commit. */
    synchronized void reopen() throws IOException {
        disk.reopen();
        State back = State.of(disk.committed());
        state = new State(back.progress, UUID.randomUUID().toString(), back.sequence, back.completeAt);
        committed = back;
        forgetPending();
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
                    Found head = Found.first(searcher, Documents.HEAD, id);
                    return head == null ? UNKNOWN : head.number();
                });
    }

    private void forgetPending() {
        pendingHeads.clear();
        pendingRemovals.clear();
        commitBeforeShowing = false;
    }
}
