package press.lords.gateway.view;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Redacted;
import press.lords.events.ArticleEvent.Retracted;
import press.lords.events.AuthorEvent;
import press.lords.events.CategoriesEvent;
import press.lords.events.ConsentEvent;
import press.lords.events.NoticeEvent;
import press.lords.events.Revision;
import press.lords.events.SiteEvent;
import press.lords.events.SubscriberEvent;
import press.lords.events.WeatherEvent;

/** What the view takes in. A record can be well-formed and still say what no service of ours would. */
final class Admission {

    private static final int MAX_NAME = 500;
    private static final int MAX_NAMES = 1_000;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private Admission() {}

    /** Why the revision isn't taken in. */
    static Optional<String> objection(Revision<?> revision) {
        if (isTooLong(revision.id())) {
            return Optional.of("id too long");
        }
        return switch (revision.event()) {
            case ArticleEvent article -> article(revision.number(), article);
            case AuthorEvent author -> Optional.empty();
            case WeatherEvent weather -> Optional.empty();
            case CategoriesEvent categories -> only(CategoriesEvent.ID, revision);
            case SiteEvent site -> only(SiteEvent.ID, revision);
            case NoticeEvent notice -> only(NoticeEvent.ID, revision);
            case SubscriberEvent subscriber -> Optional.of("not of record");
            case ConsentEvent consent -> Optional.of("not of record");
        };
    }

    private static Optional<String> article(int number, ArticleEvent event) {
        if (event.slug().isEmpty() || isTooLong(event.slug())) {
            return Optional.of("no slug or too long a one");
        }
        return switch (event) {
            case Published published when !isPlausible(published.publishedAt()) -> Optional.of("publishedAt");
            case Published published when hasTooManyNames(published.content()) -> Optional.of("authors or categories");
            case Redacted redacted
            when redacted.removed() < 1 || redacted.removed() >= number -> Optional.of("removes what isn't before it");
            case Published published -> Optional.empty();
            case Retracted retracted -> Optional.empty();
            case Redacted redacted -> Optional.empty();
        };
    }

    private static boolean hasTooManyNames(Content content) {
        return content.authors().size() + content.categories().size() > MAX_NAMES
                || Stream.concat(
                                content.authors().stream().map(ArticleEvent.Byline::slug),
                                content.categories().stream().map(ArticleEvent.CategoryName::slug))
                        .anyMatch(Admission::isTooLong);
    }

    private static Optional<String> only(String id, Revision<?> revision) {
        return revision.id().equals(id)
                ? Optional.empty()
                : Optional.of("there is one such thing, and it has another id");
    }

    private static boolean isTooLong(String name) {
        return name.length() > MAX_NAME;
    }

    private static boolean isPlausible(Instant time) {
        return time.isAfter(EARLIEST) && time.isBefore(LATEST);
    }
}
