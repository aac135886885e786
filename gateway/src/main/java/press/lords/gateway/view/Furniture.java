package press.lords.gateway.view;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import press.lords.events.AuthorEvent.Profiled;
import press.lords.events.CategoriesEvent.Arranged;
import press.lords.events.NoticeEvent.Issued;
import press.lords.events.Revision;
import press.lords.events.SiteEvent.Furnished;
import press.lords.events.WeatherEvent.Observed;

/**
 * Everything around the articles, each at its highest revision; null or missing until its first event came.
 *
 * @param authors by slug
 * @param weather by place id
 */
public record Furniture(
        Map<String, Revision<Profiled>> authors,
        @Nullable Revision<Arranged> categories,
        @Nullable Revision<Furnished> site,
        @Nullable Revision<Issued> notice,
        Map<String, Revision<Observed>> weather) {}
