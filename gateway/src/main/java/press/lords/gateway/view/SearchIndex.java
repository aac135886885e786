package press.lords.gateway.view;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jsoup.Jsoup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Redacted;
import press.lords.events.Revision;

/**
 * Full text of what is published now, in an index of its own that follows the article index: by the sequence of the heads, as far as its own last
 * commit says. One thread writes.
 */
final class SearchIndex implements Closeable {

    static final String ARTICLE = "article";
    static final String HEADLINE = "headline";
    static final String STANDFIRST = "standfirst";
    static final String TEXT = "text";

    private static final Logger log = LoggerFactory.getLogger(SearchIndex.class);
    private static final String FORMAT = "search-3";
    private static final double BUFFER_MEGABYTES = 16;
    private static final int STEP = 100;
    private static final long COMMIT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final String INCARNATION = "incarnation";
    private static final String SEQUENCE = "sequence";
    private static final Sort BY_SEQUENCE =
            new Sort(LongField.newSortField(Documents.SEQUENCE, false, SortedNumericSelector.Type.MIN));

    private final DiskIndex disk;
    private final ArticleIndexes index;
    private final Articles articles;
    private String incarnation;
    private long sequence;
    private long committedAt = System.nanoTime();
    private boolean committed = true;
    private boolean swept;

    private record Change(String id, long sequence, Optional<Revision<? extends ArticleEvent>> current) {}

    SearchIndex(Path path, ArticleIndexes index, Articles articles) throws IOException {
        this.disk = new DiskIndex(path, FORMAT, new EnglishText(), BUFFER_MEGABYTES);
        this.index = index;
        this.articles = articles;
        takeUp();
    }

    <T> T read(DiskIndex.Reading<T> reading) {
        return disk.read(reading);
    }

    /**
     * Follows a bounded number of changes; after a failure of the disk, from the last commit on.
     *
     * @return whether there may be more
     */
    boolean step() throws IOException {
        if (!disk.writer().isOpen()) {
            disk.reopen();
            takeUp();
        }
        if (!incarnation.equals(index.shown().incarnation())) {
            followFromTheBeginning();
        }
        List<Change> changes = changes();
        boolean redacted = false;
        for (Change change : changes) {
            apply(change);
            redacted |= change.current
                    .filter(current -> current.event() instanceof Redacted)
                    .isPresent();
            sequence = change.sequence;
        }
        if (!changes.isEmpty() || sweep()) {
            disk.refresh();
            committed = false;
        }
        if (redacted) {
            disk.purge();
        }
        if (!committed && (changes.isEmpty() || System.nanoTime() - committedAt > COMMIT_NANOS)) {
            commit();
        }
        return changes.size() == STEP;
    }

    @Override
    public void close() throws IOException {
        try (disk) {
            if (disk.writer().isOpen()) {
                commit();
            }
        }
    }

    private void takeUp() {
        Map<String, String> data = disk.committed();
        incarnation = data.getOrDefault(INCARNATION, UUID.randomUUID().toString());
        // After a crash the articles may be behind what the search has seen of them, and count on from there.
        sequence = Math.min(
                Long.parseLong(data.getOrDefault(SEQUENCE, "0")), index.shown().sequence());
    }

    /** What can be found stays to be found until all was looked at again; a hit that the view lacks is shown to nobody. */
    private void followFromTheBeginning() throws IOException {
        incarnation = index.shown().incarnation();
        sequence = 0;
        swept = false;
        commit();
    }

    /** Nothing is left to follow: what wasn't come across is no longer there. */
    private boolean sweep() throws IOException {
        if (swept) {
            return false;
        }
        swept = true;
        disk.writer()
                .deleteDocuments(new BooleanQuery.Builder()
                        .add(MatchAllDocsQuery.INSTANCE, Occur.MUST)
                        .add(new TermQuery(new Term(INCARNATION, incarnation)), Occur.MUST_NOT)
                        .build());
        return true;
    }

    private void commit() throws IOException {
        disk.commit(Map.of(INCARNATION, incarnation, SEQUENCE, Long.toString(sequence)));
        committedAt = System.nanoTime();
        committed = true;
    }

    private List<Change> changes() {
        return index.read(searcher -> {
            List<Change> changes = new ArrayList<>();
            var later = LongField.newRangeQuery(Documents.SEQUENCE, sequence + 1, Long.MAX_VALUE);
            for (ScoreDoc hit : searcher.search(later, STEP, BY_SEQUENCE).scoreDocs) {
                Found head = Found.at(searcher, hit.doc);
                String id = head.id();
                changes.add(new Change(id, head.sequence(), articles.revision(searcher, id, head.number())));
            }
            return changes;
        });
    }

    private void apply(Change change) throws IOException {
        Term article = new Term(ARTICLE, change.id);
        Optional<Revision<Published>> published = change.current.flatMap(Articles::asPublished);
        if (published.isPresent()) {
            disk.writer().updateDocument(article, document(published.get()));
        } else {
            disk.writer().deleteDocuments(article);
        }
    }

    private Document document(Revision<Published> revision) {
        Content content = revision.event().content();
        Document document = new Document();
        document.add(new StringField(ARTICLE, revision.id(), Store.NO));
        document.add(new StringField(INCARNATION, incarnation, Store.NO));
        document.add(new SortedDocValuesField(Documents.ID, new BytesRef(revision.id())));
        document.add(new NumericDocValuesField(Documents.NUMBER, revision.number()));
        document.add(new TextField(HEADLINE, content.headline(), Store.NO));
        document.add(new TextField(STANDFIRST, content.standfirst(), Store.NO));
        document.add(new TextField(TEXT, text(revision), Store.NO));
        return document;
    }

    private static String text(Revision<Published> revision) {
        try {
            return Jsoup.parseBodyFragment(revision.event().content().html()).text();
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("the text of {} can't be searched", revision.key(), e);
            return "";
        }
    }
}
