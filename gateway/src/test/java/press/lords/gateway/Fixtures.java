package press.lords.gateway;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Byline;
import press.lords.events.ArticleEvent.CategoryName;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.AuthorEvent.Profiled;
import press.lords.events.CategoriesEvent.Arranged;
import press.lords.events.CategoriesEvent.Category;
import press.lords.events.Event;
import press.lords.events.NoticeEvent.Issued;
import press.lords.events.NoticeEvent.Purpose;
import press.lords.events.Revision;
import press.lords.events.SiteEvent.Follow;
import press.lords.events.SiteEvent.Furnished;
import press.lords.events.SiteEvent.Newsletter;
import press.lords.events.SiteEvent.Sponsor;
import press.lords.events.WeatherEvent.Attribution;
import press.lords.events.WeatherEvent.Condition;
import press.lords.events.WeatherEvent.Measure;
import press.lords.events.WeatherEvent.Observed;
import press.lords.events.WeatherEvent.Place;
import press.lords.gateway.view.Furniture;

/** Things of the press, as tests need them. */
public final class Fixtures {

    /** Saturday, 11 October 2025, 1:49 PM in London. */
    public static final Instant NOW = Instant.parse("2025-10-11T12:49:20Z");

    public static final Instant PUBLISHED_AT = Instant.parse("2025-10-11T08:00:00Z");

    private Fixtures() {}

    public static Revision<Published> anArticle(String id, String slug) {
        return anArticle(id, 1, slug, Access.EVERYONE, "<p>“Ring the bells,” she said — twice.</p>\n<p>They rang.</p>");
    }

    public static Revision<Published> anArticle(String id, int number, String slug, Access access, String html) {
        return revision(id, number, new Published(Change.PUBLICATION, null, PUBLISHED_AT, content(slug, access, html)));
    }

    public static Content content(String slug, Access access, String html) {
        return new Content(
                slug,
                Kind.SPECIAL_REPORT,
                access,
                "Bells of the ‘old’ harbour",
                "A standfirst",
                "source",
                html,
                List.of(new Byline("lp-staff-writers", "LP Staff Writers")),
                List.of(new CategoryName("harbour", "Harbour")));
    }

    public static <E extends ArticleEvent> Revision<E> article(String id, int number, E event) {
        return revision(id, number, event);
    }

    public static <E extends Event> Revision<E> revision(String id, int number, E event) {
        String digits = Integer.toHexString((id + number + event).hashCode());
        return new Revision<>(
                id,
                number,
                PUBLISHED_AT.plusSeconds(number),
                null,
                "sha256:" + "0".repeat(64 - digits.length()) + digits,
                event);
    }

    public static Furniture furniture() {
        return new Furniture(
                Map.of(
                        "lp-staff-writers",
                        revision("lp-staff-writers", 1, new Profiled("LP Staff Writers", "They write."))),
                revision(
                        "categories",
                        1,
                        new Arranged(List.of(
                                new Category("world", "World", null),
                                new Category("coast", "Coast", "world"),
                                new Category("harbour", "Harbour", "coast"),
                                new Category("arts", "Arts", null)))),
                revision(
                        "site",
                        1,
                        new Furnished(
                                List.of(new Follow("Feed", "https://example.org/feed")),
                                List.of(
                                        new Sponsor("Always", "https://example.org/a", "LP is free", null, null),
                                        new Sponsor("Over", "https://example.org/o", "was", null, NOW),
                                        new Sponsor(
                                                "Soon", "https://example.org/s", "will be", NOW.plusSeconds(10), null)),
                                new Newsletter("Newsletter", "Subscribe."),
                                "A paper of record.")),
                revision(
                        "privacy",
                        1,
                        new Issued(
                                "1",
                                "Privacy Overview",
                                "We use cookies.",
                                List.of(new Purpose("statistics", "Statistics", false)))),
                Map.of("london", revision("london", 1, weather(false))));
    }

    public static Observed weather(boolean recorded) {
        return new Observed(
                new Place("London, UK", ZoneId.of("Europe/London")),
                new Condition("broken-clouds", "Broken clouds"),
                new Measure(new BigDecimal("15.7"), "°C", "15.7°C"),
                new Measure(new BigDecimal("62"), "%", "62%"),
                new Measure(new BigDecimal("8.3"), "km/h", "8.3 km/h"),
                Instant.parse("2025-10-11T12:40:00Z"),
                Instant.parse("2025-10-11T12:45:00Z"),
                Instant.parse("2025-10-11T13:15:00Z"),
                new Attribution("Weather by Example", "https://example.org/w"),
                recorded);
    }
}
