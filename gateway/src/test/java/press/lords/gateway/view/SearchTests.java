package press.lords.gateway.view;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import press.lords.gateway.view.View.BadCursor;
import press.lords.gateway.view.View.Hits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static press.lords.gateway.view.Fixtures.apply;
import static press.lords.gateway.view.Fixtures.content;
import static press.lords.gateway.view.Fixtures.gated;
import static press.lords.gateway.view.Fixtures.published;
import static press.lords.gateway.view.Fixtures.redaction;
import static press.lords.gateway.view.Fixtures.retraction;

class SearchTests {

    @TempDir
    private Path dir;

    private DiskView view;

    @BeforeEach
    void open() throws IOException {
        view = Fixtures.view(dir);
    }

    @AfterEach
    void close() throws IOException {
        view.close();
    }

    @Test
    void goesOnAfterItsDiskFailed() throws Exception {
        publish("a1", "Bells", "<p>Something rings.</p>");
        apply(view, "a2", 1, published(content("balls", "Balls", "<p>Something rolls.</p>")));
        // Lucene closes its files under a thread that is interrupted.
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Fixtures.search(view)).isInstanceOf(IOException.class);
        var _ = Thread.interrupted();

        Fixtures.search(view);

        assertThat(ids(view.search("something", null, 10))).containsExactlyInAnyOrder("a1", "a2");
    }

    @Test
    void ranksHeadlinesFirstAndMarksWhatMatches() throws Exception {
        publish("a1", "The market", "<p>Nothing of a <b>café</b>’s owner & bells &lt;here&gt;.</p>");
        publish("a2", "Cafés of the town", "<p>They are many.</p>");
        publish("a3", "Elsewhere", "<p>Quiet.</p>");

        Hits hits = view.search("cafe", null, 10);

        assertThat(ids(hits)).containsExactly("a2", "a1");
        assertThat(hits.items().getFirst().score())
                .isGreaterThan(hits.items().getLast().score());
        assertThat(hits.items().getFirst().highlights()).containsExactly("<mark>Cafés</mark> of the town");
        assertThat(String.join("", hits.items().getLast().highlights()))
                .contains("<mark>café’s</mark>", "&amp;", "&lt;here&gt;")
                .doesNotContain("<b>");
    }

    @Test
    void wantsAllWordsTheWholePhraseAndNoneOfTheExcluded() throws Exception {
        publish("a1", "Church bells ring", "<p>At noon.</p>");
        publish("a2", "Bells of the old church", "<p>At night.</p>");

        assertThat(ids(view.search("church bells", null, 10))).containsExactlyInAnyOrder("a1", "a2");
        assertThat(ids(view.search("\"church bells\"", null, 10))).containsExactly("a1");
        assertThat(ids(view.search("bells -noon", null, 10))).containsExactly("a2");
        assertThat(ids(view.search("bells moon", null, 10))).isEmpty();
    }

    @Test
    void neverShowsWhatIsOutdatedEvenWhileTheTextIndexIsBehind() throws Exception {
        publish("a1", "Bells", "<p>Retracted.</p>");
        publish("a2", "Bells", "<p>Changed.</p>");
        publish("a3", "Bells", "<p>Removed.</p>");
        apply(view, "a1", 2, retraction("a1"));
        apply(view, "a2", 2, published(content("a2", "Balls", "<p>Changed.</p>")));
        apply(view, "a3", 2, redaction("a3", 1));

        assertThat(ids(view.search("bells", null, 10))).isEmpty();

        Fixtures.search(view);

        assertThat(ids(view.search("bells", null, 10))).isEmpty();
        assertThat(ids(view.search("balls", null, 10))).containsExactly("a2");
        int left = view.searchIndex().read(searcher -> searcher.getIndexReader().numDocs());
        assertThat(left).isEqualTo(1);
    }

    @Test
    void excerptsOfAGatedArticleComeFromItsPreviewOnly() throws Exception {
        String html = "<p>Anyone may read of bells.</p><p>Here too.</p>" + "<p>The secret rings.</p>".repeat(9);
        apply(view, "a1", 1, published(gated(content("a1", "Headline", html))));
        Fixtures.search(view);

        assertThat(view.search("secret", null, 10).items().getFirst().highlights())
                .isEmpty();
        assertThat(String.join(
                        "", view.search("bells", null, 10).items().getFirst().highlights()))
                .contains("<mark>bells</mark>")
                .doesNotContain("secret");
    }

    @Test
    void excerptsAreOfTheBeginningOfALongText() throws Exception {
        String html = "<p>Bells ring.</p>" + "<p>Nothing of them.</p>".repeat(2_000) + "<p>Whistles blow.</p>";
        publish("a1", "Open", html);
        apply(view, "a2", 1, published(gated(content("a2", "Gated", html))));
        Fixtures.search(view);

        assertThat(view.search("bells", null, 10).items())
                .hasSize(2)
                .allSatisfy(hit -> assertThat(String.join("", hit.highlights())).contains("<mark>Bells</mark>"));
        assertThat(view.search("whistles", null, 10).items())
                .hasSize(2)
                .allSatisfy(hit -> assertThat(hit.highlights()).isEmpty());
    }

    @Test
    void pagesThroughAllHits() throws Exception {
        for (int n = 0; n < 23; n++) {
            publish("a" + n, "Bells", "<p>Number " + n + "</p>");
        }
        List<String> read = new ArrayList<>();
        String after = null;
        do {
            Hits page = view.search("bells", after, 5);
            read.addAll(ids(page));
            after = page.next();
        } while (after != null);

        assertThat(read).hasSize(23).doesNotHaveDuplicates();
    }

    @Test
    void aCursorBelongsToItsQuery() throws Exception {
        for (int n = 0; n < 3; n++) {
            publish("a" + n, "Bells and balls", "<p>.</p>");
        }
        String next = view.search("bells", null, 1).next();
        assertThat(next).isNotNull();

        assertThatThrownBy(() -> view.search("balls", next, 1)).isInstanceOf(BadCursor.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "the",
                "\"",
                "-",
                "*",
                "a*",
                "~",
                "bells~2",
                "((((",
                "\\",
                "id:a1",
                "+|-",
                "\u0000",
                "🔔",
                "AND OR NOT"
            })
    void answersAnyQuery(String query) throws Exception {
        publish("a1", "Bells", "<p>Ring.</p>");

        assertThat(view.search(query, null, 10).items()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void readsOnlyTheBeginningOfAnEndlessQuery() throws Exception {
        publish("a1", "Bells", "<p>Ring.</p>");

        assertThat(ids(view.search("bells ".repeat(100_000), null, 10))).containsExactly("a1");
    }

    private void publish(String id, String headline, String html) throws IOException {
        apply(view, id, 1, published(content(id, headline, html)));
        Fixtures.search(view);
    }

    private static List<String> ids(Hits hits) {
        return hits.items().stream().map(hit -> hit.article().id()).toList();
    }
}
