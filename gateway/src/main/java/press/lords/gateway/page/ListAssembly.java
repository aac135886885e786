package press.lords.gateway.page;

import java.net.URLEncoder;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import press.lords.events.AuthorEvent.Profiled;
import press.lords.events.CategoriesEvent.Arranged;
import press.lords.events.CategoriesEvent.Category;
import press.lords.events.Revision;
import press.lords.gateway.page.ListPage.Item;
import press.lords.gateway.page.ListPage.Listed;
import press.lords.gateway.page.PageAddress.Paging;
import press.lords.gateway.view.Selection;
import press.lords.gateway.view.View;
import press.lords.gateway.view.View.BadCursor;
import press.lords.gateway.view.View.Hits;
import press.lords.gateway.view.View.Listing;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Puts together the pages with lists. */
class ListAssembly {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    private final View view;
    private final ZoneId zone;
    private final PageForms forms;

    ListAssembly(View view, ZoneId zone, PageForms forms) {
        this.view = view;
        this.zone = zone;
        this.forms = forms;
    }

    Assembly assemble(PageAddress.OfList address, Frame frame) {
        try {
            return switch (address) {
                case PageAddress.Front front -> list(front, "Latest", new Selection.Front(), frame);
                case PageAddress.InCategory category -> category(category, frame);
                case PageAddress.ByAuthor author -> author(author, frame);
                case PageAddress.Archive archive ->
                    list(
                            archive,
                            MONTH.format(archive.month().atDay(1)),
                            new Selection.InMonth(archive.month(), zone),
                            frame);
                case PageAddress.Search search -> search(search, frame);
            };
        } catch (BadCursor e) {
            return Assembly.refused(new PageProblem.BadQuery("after", "is not a cursor of this list"));
        }
    }

    private Assembly category(PageAddress.InCategory address, Frame frame) throws BadCursor {
        Revision<Arranged> tree = frame.furniture().categories();
        List<Category> categories = tree == null ? List.of() : tree.event().categories();
        Optional<Category> category =
                categories.stream().filter(c -> c.slug().equals(address.slug())).findFirst();
        if (category.isEmpty()) {
            return Assembly.refused(new PageProblem.CategoryUnknown());
        }
        Selection selection = new Selection.InCategories(withDescendants(address.slug(), categories));
        return list(address, category.get().name(), selection, frame);
    }

    /** One pass is enough: parents come before their children. */
    private static Set<String> withDescendants(String slug, List<Category> categories) {
        Set<String> slugs = new HashSet<>(Set.of(slug));
        for (Category category : categories) {
            if (category.parent() != null && slugs.contains(category.parent())) {
                slugs.add(category.slug());
            }
        }
        return Set.copyOf(slugs);
    }

    private Assembly author(PageAddress.ByAuthor address, Frame frame) throws BadCursor {
        Revision<Profiled> profile = frame.furniture().authors().get(address.slug());
        return profile == null
                ? Assembly.refused(new PageProblem.AuthorUnknown())
                : list(address, profile.event().name(), new Selection.ByAuthor(address.slug()), frame);
    }

    private Assembly list(PageAddress.OfList address, String title, Selection selection, Frame frame) throws BadCursor {
        Paging paging = address.paging();
        Listing listing = view.list(selection, paging.after(), paging.limit());
        List<Item> items = listing.items().stream().map(Item::of).toList();
        return page(address, new Listed(title, items, listing.next()), next(address, "", listing.next()), frame);
    }

    private Assembly search(PageAddress.Search address, Frame frame) throws BadCursor {
        Paging paging = address.paging();
        Hits hits = view.search(address.query(), paging.after(), paging.limit());
        List<Item> items = hits.items().stream().map(Item::of).toList();
        String query = "q=" + URLEncoder.encode(address.query(), UTF_8) + "&";
        return page(address, new Listed("Search", items, hits.next()), next(address, query, hits.next()), frame);
    }

    private Assembly page(PageAddress.OfList address, Listed list, @Nullable String next, Frame frame) {
        return new Assembly(forms.page(address, ListPage.of(frame, list), frame, false, next), null);
    }

    private static @Nullable String next(PageAddress.OfList address, String query, @Nullable String cursor) {
        return cursor == null
                ? null
                : "%s?%safter=%s&limit=%d"
                        .formatted(
                                address.path(),
                                query,
                                URLEncoder.encode(cursor, UTF_8),
                                address.paging().limit());
    }
}
