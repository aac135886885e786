package press.lords.gateway.view;

import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.Revision;
import press.lords.gateway.view.Selection.ByAuthor;
import press.lords.gateway.view.Selection.Front;
import press.lords.gateway.view.Selection.InCategories;
import press.lords.gateway.view.Selection.InMonth;
import press.lords.gateway.view.View.BadCursor;
import press.lords.gateway.view.View.Listing;

/** Lists of what is published now, latest first, by pages that don't shift when something is published meanwhile. */
final class Listings {

    static final int MAX_LIMIT = 100;

    private static final String CURSOR = "list";
    private static final Sort LATEST_FIRST = new Sort(
            LongField.newSortField(Documents.PUBLISHED_AT, true, SortedNumericSelector.Type.MIN),
            new SortField(Documents.ID, SortField.Type.STRING));

    private final ArticleIndexes index;
    private final Articles articles;

    Listings(ArticleIndexes index, Articles articles) {
        this.index = index;
        this.articles = articles;
    }

    Listing list(Selection selection, @Nullable String after, int limit) throws BadCursor {
        Cursor cursor = after == null ? null : Cursor.decoded(CURSOR, after);
        int size = Math.clamp(limit, 1, MAX_LIMIT);
        return index.read(searcher -> {
            FieldDoc last = cursor == null ? null : position(searcher, cursor);
            ScoreDoc[] hits = searcher.searchAfter(last, query(selection), size + 1, LATEST_FIRST).scoreDocs;
            String next = hits.length > size ? cursor(searcher, hits[size - 1]).encoded() : null;
            return new Listing(revisions(searcher, Arrays.copyOf(hits, Math.min(size, hits.length))), next);
        });
    }

    private List<Revision<Published>> revisions(IndexSearcher searcher, ScoreDoc[] hits) throws IOException {
        List<Revision<Published>> revisions = new ArrayList<>(hits.length);
        for (ScoreDoc hit : hits) {
            Found head = Found.at(searcher, hit.doc);
            articles.published(searcher, head.id(), head.number()).ifPresent(revisions::add);
        }
        return revisions;
    }

    private static Cursor cursor(IndexSearcher searcher, ScoreDoc hit) throws IOException {
        Found head = Found.at(searcher, hit.doc);
        return new Cursor(CURSOR, head.publishedAt(), head.id());
    }

    private static FieldDoc position(IndexSearcher searcher, Cursor cursor) {
        int lastDocument = Math.max(0, searcher.getIndexReader().maxDoc() - 1);
        return new FieldDoc(lastDocument, Float.NaN, new Object[] {cursor.after(), new BytesRef(cursor.id())});
    }

    private static Query query(Selection selection) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Documents.LISTED, Documents.YES)), Occur.FILTER)
                .add(filter(selection), Occur.FILTER)
                .build();
    }

    private static Query filter(Selection selection) {
        return switch (selection) {
            case Front() -> new TermQuery(new Term(Documents.LISTED, Documents.YES));
            case InCategories(var slugs) ->
                new TermInSetQuery(
                        Documents.CATEGORY, slugs.stream().map(BytesRef::new).toList());
            case ByAuthor(String slug) -> new TermQuery(new Term(Documents.AUTHOR, slug));
            case InMonth(YearMonth month, ZoneId zone) ->
                LongField.newRangeQuery(
                        Documents.PUBLISHED_AT, start(month, zone), start(month.plusMonths(1), zone) - 1);
        };
    }

    private static long start(YearMonth month, ZoneId zone) {
        Instant start = month.atDay(1).atStartOfDay(zone).toInstant();
        return start.isAfter(Admission.LATEST) ? Long.MAX_VALUE : start.toEpochMilli();
    }
}
