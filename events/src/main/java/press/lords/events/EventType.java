package press.lords.events;

import java.util.Arrays;
import java.util.Optional;

/** The closed catalogue of event types: the name on the wire, the topic, the record. A type on the wire never changes its shape, it only gains fields. */
public enum EventType {
    ARTICLE_PUBLISHED("press.lords.article.published.v1", Topic.ARTICLES, ArticleEvent.Published.class),
    ARTICLE_RETRACTED("press.lords.article.retracted.v1", Topic.ARTICLES, ArticleEvent.Retracted.class),
    ARTICLE_REDACTED("press.lords.article.redacted.v1", Topic.ARTICLES, ArticleEvent.Redacted.class),
    AUTHOR_PROFILED("press.lords.author.profiled.v1", Topic.AUTHORS, AuthorEvent.Profiled.class),
    CATEGORIES_ARRANGED("press.lords.categories.arranged.v1", Topic.CATEGORIES, CategoriesEvent.Arranged.class),
    SITE_FURNISHED("press.lords.site.furnished.v1", Topic.SITE, SiteEvent.Furnished.class),
    NOTICE_ISSUED("press.lords.notice.issued.v1", Topic.NOTICES, NoticeEvent.Issued.class),
    WEATHER_OBSERVED("press.lords.weather.observed.v1", Topic.WEATHER, WeatherEvent.Observed.class),
    SUBSCRIBER_CHANGED("press.lords.subscriber.changed.v1", Topic.SUBSCRIBERS, SubscriberEvent.Changed.class),
    CONSENT_RECORDED("press.lords.consent.recorded.v1", Topic.CONSENTS, ConsentEvent.Recorded.class);

    private final String typeName;
    private final Topic topic;
    private final Class<? extends Event> event;

    EventType(String typeName, Topic topic, Class<? extends Event> event) {
        this.typeName = typeName;
        this.topic = topic;
        this.event = event;
    }

    /** What stands in the record's {@code ce_type} header. */
    public String typeName() {
        return typeName;
    }

    public Topic topic() {
        return topic;
    }

    public Class<? extends Event> event() {
        return event;
    }

    public static EventType of(Event event) {
        return Arrays.stream(values())
                .filter(type -> type.event.isInstance(event))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no event type for " + event.getClass()));
    }

    public static Optional<EventType> named(String typeName) {
        return Arrays.stream(values())
                .filter(type -> type.typeName.equals(typeName))
                .findFirst();
    }
}
