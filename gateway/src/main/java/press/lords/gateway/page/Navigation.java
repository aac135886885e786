package press.lords.gateway.page;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import press.lords.events.CategoriesEvent.Arranged;
import press.lords.events.CategoriesEvent.Category;
import press.lords.events.Revision;
import press.lords.gateway.page.HtmlPage.Link;
import press.lords.gateway.page.PageAddress.Paging;

/** The ways from one HTML page to others. */
final class Navigation {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    private Navigation() {}

    /** What every page offers: the front, the categories at the top of the tree, this month's archive. */
    static List<Link> of(Frame frame, String path) {
        return Stream.of(
                        Stream.of(link("Front page", new PageAddress.Front(Form.HTML, Paging.FIRST), path)),
                        categories(frame)
                                .filter(category -> category.parent() == null)
                                .map(category -> link(category.name(), category(category), path)),
                        Stream.of(link("Archive", archive(today(frame)), path)))
                .flatMap(links -> links)
                .toList();
    }

    /** What is above and below a category in the tree, and the months around a month. */
    static List<Link> beside(PageAddress.OfList address, Frame frame) {
        return switch (address) {
            case PageAddress.InCategory in ->
                categories(frame)
                        .filter(category -> in.slug().equals(category.parent())
                                || category.slug().equals(parent(in.slug(), frame)))
                        .map(category -> link(category.name(), category(category), ""))
                        .toList();
            case PageAddress.Archive archive ->
                Stream.of(archive.month().minusMonths(1), archive.month().plusMonths(1))
                        .filter(month -> !month.isAfter(today(frame)) && month.getYear() >= 0)
                        .map(month -> link(MONTH.format(month.atDay(1)), archive(month), ""))
                        .toList();
            case PageAddress.Front _, PageAddress.ByAuthor _, PageAddress.Search _ -> List.of();
        };
    }

    private static @Nullable String parent(String slug, Frame frame) {
        return categories(frame)
                .filter(category -> category.slug().equals(slug))
                .map(Category::parent)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Category> categories(Frame frame) {
        Revision<Arranged> tree = frame.furniture().categories();
        return tree == null ? Stream.empty() : tree.event().categories().stream();
    }

    private static PageAddress category(Category category) {
        return new PageAddress.InCategory(Form.HTML, category.slug(), Paging.FIRST);
    }

    private static PageAddress archive(YearMonth month) {
        return new PageAddress.Archive(Form.HTML, month, Paging.FIRST);
    }

    private static YearMonth today(Frame frame) {
        return YearMonth.from(frame.masthead().date().iso());
    }

    private static Link link(String name, PageAddress address, String path) {
        return new Link(name, address.path(), address.path().equals(path));
    }
}
