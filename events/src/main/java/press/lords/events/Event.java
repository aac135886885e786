package press.lords.events;

/** What a {@link Revision} says: the whole state of its thing that others may know, from that revision on. */
public sealed interface Event
        permits ArticleEvent,
                AuthorEvent,
                CategoriesEvent,
                SiteEvent,
                NoticeEvent,
                WeatherEvent,
                SubscriberEvent,
                ConsentEvent {}
