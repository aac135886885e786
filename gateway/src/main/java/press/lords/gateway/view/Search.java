package press.lords.gateway.view;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.queryparser.simple.SimpleQueryParser;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.Revision;
import press.lords.gateway.view.View.BadCursor;
import press.lords.gateway.view.View.Hit;
import press.lords.gateway.view.View.Hits;

/** Answers what readers search for: ranked, each hit checked against the view, excerpts only of what anyone may read. */
final class Search {

    private static final String CURSOR = "search";
    private static final int MAX_QUERY = 200;
    private static final int MAX_RANK = 1_000;
    private static final int OPERATORS =
            SimpleQueryParser.PHRASE_OPERATOR | SimpleQueryParser.NOT_OPERATOR | SimpleQueryParser.WHITESPACE_OPERATOR;
    private static final Map<String, Float> FIELDS =
            Map.of(SearchIndex.HEADLINE, 4f, SearchIndex.STANDFIRST, 2f, SearchIndex.TEXT, 1f);
    private static final Sort BEST_FIRST =
            new Sort(SortField.FIELD_SCORE, new SortField(Documents.ID, SortField.Type.STRING));
    private static final int EXCERPTS = 2;
    private static final int EXCERPT_LENGTH = 160;
    /** Of each text, for a page may have a hundred: some five thousand words. */
    private static final int MAX_HIGHLIGHTED = 30_000;

    private final SearchIndex index;
    private final ArticleIndexes view;
    private final Articles articles;
    private final Analyzer analyzer = new EnglishText();
    private final UnifiedHighlighter highlighter = UnifiedHighlighter.builderWithoutSearcher(analyzer)
            .withFormatter(new DefaultPassageFormatter("<mark>", "</mark>", " … ", true))
            .withBreakIterator(() -> LengthGoalBreakIterator.createMinLength(
                    BreakIterator.getWordInstance(Locale.ENGLISH), EXCERPT_LENGTH, 0.5f))
            .withMaxNoHighlightPassages(0)
            .withMaxLength(MAX_HIGHLIGHTED)
            .build();

    Search(SearchIndex index, ArticleIndexes view, Articles articles) {
        this.index = index;
        this.view = view;
        this.articles = articles;
    }

    Hits hits(String text, @Nullable String after, int limit) throws BadCursor {
        int from = after == null ? 0 : rank(after, text);
        int size = Math.clamp(limit, 1, Listings.MAX_LIMIT);
        Optional<Query> query = query(text);
        if (query.isEmpty()) {
            return new Hits(List.of(), null);
        }
        return index.read(searcher -> view.read(current -> page(searcher, current, query.get(), text, from, size)));
    }

    /** Hits that are outdated are left out; when there are many, a page is short rather than its making unbounded. */
    private Hits page(IndexSearcher searcher, IndexSearcher current, Query query, String text, int from, int size)
            throws IOException {
        int depth = Math.min(MAX_RANK, from + 2 * size + 1);
        ScoreDoc[] ranked = searcher.search(query, depth, BEST_FIRST).scoreDocs;
        List<Hit> hits = new ArrayList<>();
        int rank = from;
        for (; rank < ranked.length && hits.size() < size; rank++) {
            Found document = Found.at(searcher, ranked[rank].doc);
            Optional<Revision<Published>> article = articles.current(current, document.id(), document.number());
            if (article.isPresent()) {
                hits.add(new Hit(article.get(), score(ranked[rank]), highlights(query, article.get())));
            }
        }
        boolean mayHaveMore = rank < ranked.length || (ranked.length == depth && depth < MAX_RANK);
        return new Hits(hits, mayHaveMore ? cursor(rank, text) : null);
    }

    private Optional<Query> query(String text) {
        SimpleQueryParser parser = new SimpleQueryParser(analyzer, FIELDS, OPERATORS);
        parser.setDefaultOperator(Occur.MUST);
        return Optional.ofNullable(parser.parse(text.substring(0, Math.min(MAX_QUERY, text.length()))));
    }

    private List<String> highlights(Query query, Revision<Published> article) throws IOException {
        Content content = article.event().content();
        List<String> excerpts = new ArrayList<>();
        addHighlights(excerpts, query, SearchIndex.HEADLINE, content.headline());
        addHighlights(excerpts, query, SearchIndex.STANDFIRST, content.standfirst());
        addHighlights(excerpts, query, SearchIndex.TEXT, openText(content));
        return List.copyOf(excerpts);
    }

    private static String openText(Content content) {
        String html = beginning(content.html());
        return content.access() == Access.EVERYONE
                ? Jsoup.parseBodyFragment(html).text()
                : Preview.text(html);
    }

    /** Ends before a tag or a word, so that it halves neither, nor a character. */
    private static String beginning(String html) {
        if (html.length() <= MAX_HIGHLIGHTED) {
            return html;
        }
        int end = Math.max(html.lastIndexOf('<', MAX_HIGHLIGHTED), html.lastIndexOf(' ', MAX_HIGHLIGHTED));
        return html.substring(0, Math.max(0, end));
    }

    private void addHighlights(List<String> excerpts, Query query, String field, String text) throws IOException {
        Object highlighted = highlighter.highlightWithoutSearcher(field, query, text, EXCERPTS);
        if (highlighted instanceof String excerpt) {
            excerpts.add(excerpt);
        }
    }

    private static double score(ScoreDoc hit) {
        return hit instanceof FieldDoc sorted && sorted.fields[0] instanceof Float score ? score : 0;
    }

    private static String cursor(int rank, String text) {
        return new Cursor(CURSOR, rank, Integer.toHexString(text.hashCode())).encoded();
    }

    private static int rank(String after, String text) throws BadCursor {
        Cursor cursor = Cursor.decoded(CURSOR, after);
        if (cursor.after() < 1
                || cursor.after() > MAX_RANK
                || !cursor.id().equals(Integer.toHexString(text.hashCode()))) {
            throw new BadCursor();
        }
        return (int) cursor.after();
    }
}
