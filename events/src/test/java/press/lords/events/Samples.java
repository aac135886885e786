package press.lords.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Byline;
import press.lords.events.ArticleEvent.CategoryName;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.WeatherEvent.Measure;

/** One event of each type, the same in every test run: what the golden files were made from. */
public final class Samples {

    public static final Instant AT = Instant.parse("2026-03-01T08:00:00.123Z");
    private static final Instant FIRST = Instant.parse("2026-02-28T07:30:00Z");

    private Samples() {}

    public static Event of(EventType type) {
        return switch (type) {
            case ARTICLE_PUBLISHED ->
                new ArticleEvent.Published(
                        Change.CORRECTION, "The bell weighs three tonnes, not two.", FIRST, content());
            case ARTICLE_RETRACTED -> new ArticleEvent.Retracted("the-bell", "The tower never existed.", FIRST);
            case ARTICLE_REDACTED ->
                new ArticleEvent.Redacted("the-bell", "By order of a court.", 1, "sha256:" + "0".repeat(64));
            case AUTHOR_PROFILED -> new AuthorEvent.Profiled("E. V.", "Writes about “towers” — and bells.");
            case CATEGORIES_ARRANGED ->
                new CategoriesEvent.Arranged(List.of(
                        new CategoriesEvent.Category("international", "International", null),
                        new CategoriesEvent.Category("europe", "Europe", "international")));
            case SITE_FURNISHED ->
                new SiteEvent.Furnished(
                        List.of(new SiteEvent.Follow("Feed", "https://example.org/feed")),
                        List.of(new SiteEvent.Sponsor(
                                "Foundry", "https://example.org/foundry", "With thanks to", FIRST, null)),
                        new SiteEvent.Newsletter("Newsletter", "Letters for the patient."),
                        "A journal of record.");
            case NOTICE_ISSUED ->
                new NoticeEvent.Issued(
                        "1",
                        "Privacy",
                        "We keep little.",
                        List.of(
                                new NoticeEvent.Purpose("necessary", "Necessary", true),
                                new NoticeEvent.Purpose("statistics", "Statistics", false)));
            case WEATHER_OBSERVED ->
                new WeatherEvent.Observed(
                        new WeatherEvent.Place("London, UK", ZoneId.of("Europe/London")),
                        new WeatherEvent.Condition("broken-clouds", "Broken clouds"),
                        new Measure(new BigDecimal("15.7"), "°C", "15.7°C"),
                        new Measure(new BigDecimal("62"), "%", "62%"),
                        new Measure(new BigDecimal("8.3"), "km/h", "8.3 km/h"),
                        FIRST,
                        AT,
                        AT.plusSeconds(1800),
                        new WeatherEvent.Attribution("Weather data by a provider", "https://example.org/weather"),
                        false);
            case SUBSCRIBER_CHANGED ->
                new SubscriberEvent.Changed(
                        SubscriberEvent.State.ACTIVE,
                        Access.SUBSCRIBERS,
                        FIRST,
                        List.of(new SubscriberEvent.EndedSession("0c9d7c52", AT.plusSeconds(600))));
            case CONSENT_RECORDED ->
                new ConsentEvent.Recorded(
                        "1",
                        "sha256:" + "2".repeat(64),
                        new TreeMap<>(Map.of("necessary", true, "statistics", false)),
                        ConsentEvent.How.CUSTOMISE,
                        "en-GB");
        };
    }

    private static Content content() {
        return new Content(
                "the-bell",
                Kind.SPECIAL_REPORT,
                Access.EVERYONE,
                "The bell “Eve” rings again",
                "After ninety years",
                "It rang — *twice*.",
                "<p>It rang — <em>twice</em>.</p>\n",
                List.of(new Byline("e-v", "E. V.")),
                List.of(new CategoryName("europe", "Europe")));
    }
}
