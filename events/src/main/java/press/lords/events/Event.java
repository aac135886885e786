package press.lords.events;

/** What a {@link Revision} says: the whole public state of its thing from that revision on. */
public sealed interface Event
        permits ArticleEvent, AuthorEvent, CategoriesEvent, SiteEvent, NoticeEvent, WeatherEvent {}
