package press.lords.gateway.view;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Set;

/** Which articles a list holds. */
public sealed interface Selection {
    /** All. */
    record Front() implements Selection {}

    /** Those in at least one of these categories. */
    record InCategories(Set<String> slugs) implements Selection {}

    /** Those with this author in the byline. */
    record ByAuthor(String slug) implements Selection {}

    /** Those first published in this month of the paper's own time. */
    record InMonth(YearMonth month, ZoneId zone) implements Selection {}
}
