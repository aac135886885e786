package press.lords.gateway.view;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import press.lords.events.ArticleEvent.Byline;
import press.lords.events.ArticleEvent.CategoryName;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.Revision;
import press.lords.gateway.view.View.BadCursor;
import press.lords.gateway.view.View.Listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static press.lords.gateway.view.Fixtures.apply;
import static press.lords.gateway.view.Fixtures.article;
import static press.lords.gateway.view.Fixtures.published;

class ListingTests {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

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
    void holdsWhatIsPublishedNowLatestFirst() throws Exception {
        apply(view, "a1", 1, published(content("one"), Fixtures.MARCH));
        apply(view, "a2", 1, published(content("two"), Fixtures.MARCH.plusSeconds(1)));
        apply(view, "a3", 1, published(content("three"), Fixtures.MARCH.plusSeconds(2)));
        apply(view, "a3", 2, Fixtures.retraction("three"));
        apply(view, "a1", 2, published(content("uno"), Fixtures.MARCH));

        assertThat(slugs(new Selection.Front())).containsExactly("two", "uno");

        apply(view, "a3", 3, published(content("three"), Fixtures.MARCH.plusSeconds(2)));

        assertThat(slugs(new Selection.Front())).containsExactly("three", "two", "uno");
    }

    @Test
    void pagesNeitherSkipNorRepeatThoughMoreIsPublishedMeanwhile() throws Exception {
        for (int n = 10; n < 35; n++) {
            apply(view, "a" + n, 1, published(content("s" + n), Fixtures.MARCH.plusSeconds(n / 3)));
        }
        List<String> read = new ArrayList<>();
        String after = null;
        int pages = 0;
        do {
            Listing page = view.list(new Selection.Front(), after, 4);
            page.items().forEach(item -> read.add(item.event().slug()));
            after = page.next();
            apply(view, "new" + pages, 1, published(content("new" + pages), Fixtures.MARCH.plus(Duration.ofDays(1))));
            pages++;
        } while (after != null);

        assertThat(pages).isEqualTo(7);
        assertThat(read)
                .hasSize(25)
                .doesNotHaveDuplicates()
                .startsWith("s33", "s34", "s30")
                .noneMatch(s -> s.startsWith("n"));
    }

    @Test
    void selectsByCategoryAndAuthor() throws Exception {
        apply(view, "a1", 1, published(with(content("one"), List.of("town"), List.of("ada", "bob"))));
        apply(view, "a2", 1, published(with(content("two"), List.of("world", "arts"), List.of("bob"))));
        apply(view, "a3", 1, published(with(content("three"), List.of(), List.of())));

        assertThat(slugs(new Selection.InCategories(Set.of("town", "arts")))).containsExactly("one", "two");
        assertThat(slugs(new Selection.InCategories(Set.of()))).isEmpty();
        assertThat(slugs(new Selection.ByAuthor("ada"))).containsExactly("one");
        assertThat(slugs(new Selection.ByAuthor("bob"))).containsExactly("one", "two");
    }

    @Test
    void aMonthIsTheZonesOwn() throws Exception {
        apply(view, "a1", 1, published(content("june"), Instant.parse("2026-06-30T22:59:59.999Z")));
        apply(view, "a2", 1, published(content("july"), Instant.parse("2026-06-30T23:00:00Z")));
        apply(view, "a3", 1, published(content("august"), Instant.parse("2026-07-31T23:00:00Z")));

        assertThat(slugs(new Selection.InMonth(YearMonth.of(2026, 7), LONDON))).containsExactly("july");
        assertThat(slugs(new Selection.InMonth(YearMonth.of(2026, 6), LONDON))).containsExactly("june");
    }

    @Test
    void survivesMonthsBeyondAllCalendars() throws Exception {
        apply(view, "a1", 1, article("bells"));

        assertThat(slugs(new Selection.InMonth(YearMonth.of(999_999_998, 12), LONDON)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "bGlzdA", "bGlzdC94L3k", "c2VhcmNoLzEvYQ", "/////", "%00"})
    void refusesACursorThatItDidNotGive(String cursor) {
        assertThatThrownBy(() -> view.list(new Selection.Front(), cursor, 10)).isInstanceOf(BadCursor.class);
    }

    private List<String> slugs(Selection selection) throws BadCursor {
        return view.list(selection, null, 10).items().stream()
                .map(Revision::event)
                .map(event -> event.slug())
                .toList();
    }

    private static Content content(String slug) {
        return Fixtures.content(slug, slug, "<p>" + slug + "</p>");
    }

    private static Content with(Content content, List<String> categories, List<String> authors) {
        return new Content(
                content.slug(),
                content.kind(),
                content.access(),
                content.headline(),
                content.standfirst(),
                content.source(),
                content.html(),
                authors.stream().map(slug -> new Byline(slug, slug)).toList(),
                categories.stream().map(slug -> new CategoryName(slug, slug)).toList());
    }
}
