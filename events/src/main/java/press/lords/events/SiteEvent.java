package press.lords.events;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What readers can see happen to the site's furniture. */
public sealed interface SiteEvent extends Event {

    /** The id of the one site. */
    String ID = "site";

    /** All the furniture from this revision on. */
    record Furnished(List<Follow> follow, List<Sponsor> sponsors, Newsletter newsletter, String about)
            implements SiteEvent {}

    /** A link to the paper elsewhere. */
    record Follow(String name, String url) {}

    /** A sponsor's slot, shown from {@code from} (inclusive, null: always) until {@code until} (exclusive, null: for ever). */
    record Sponsor(
            String name,
            String url,
            String label,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /** What invites readers to subscribe. */
    record Newsletter(String title, String invitation) {}
}
