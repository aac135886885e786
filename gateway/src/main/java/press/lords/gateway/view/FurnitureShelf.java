package press.lords.gateway.view;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import press.lords.events.AuthorEvent.Profiled;
import press.lords.events.CategoriesEvent.Arranged;
import press.lords.events.Event;
import press.lords.events.EventType;
import press.lords.events.NoticeEvent.Issued;
import press.lords.events.Revision;
import press.lords.events.SiteEvent.Furnished;
import press.lords.events.Topic;
import press.lords.events.WeatherEvent.Observed;

/** What stands around the articles, at its highest revisions: in memory for readers, in the article index for the next start. */
final class FurnitureShelf {

    private static final int MAX_AUTHORS = 20_000;
    private static final int MAX_PLACES = 1_000;

    private final ArticleIndexes index;
    private final Decoder decoder;
    private final Map<String, Revision<Profiled>> authors = new HashMap<>();
    private final Map<String, Revision<Observed>> weather = new HashMap<>();
    private @Nullable Revision<Arranged> categories;
    private @Nullable Revision<Furnished> site;
    private @Nullable Revision<Issued> notice;
    private volatile Furniture shown = new Furniture(Map.of(), null, null, null, Map.of());

    FurnitureShelf(ArticleIndexes index, Decoder decoder) {
        this.index = index;
        this.decoder = decoder;
    }

    Furniture shown() {
        return shown;
    }

    /** Puts back what the index holds. */
    void load() {
        startAnew();
        index.read(searcher -> {
            for (Found found : Found.all(searcher, Documents.FURNITURE, Documents.YES)) {
                place(decoder.decode(found.stored()));
            }
            return true;
        });
        show();
    }

    /** Readers see what they saw until {@link #show}. */
    void startAnew() {
        authors.clear();
        weather.clear();
        categories = null;
        site = null;
        notice = null;
    }

    /** @return false when there is no room for one more */
    boolean apply(Revision<?> revision, byte[] value) throws IOException {
        Topic topic = EventType.of(revision.event()).topic();
        if (isFullFor(topic, revision.id())) {
            return false;
        }
        if (place(revision)) {
            String thing = Documents.thing(topic, revision.id());
            index.put(Documents.THING, thing, Documents.furniture(topic, revision, value));
        }
        return true;
    }

    void show() {
        shown = new Furniture(Map.copyOf(authors), categories, site, notice, Map.copyOf(weather));
    }

    private boolean isFullFor(Topic topic, String id) {
        return switch (topic) {
            case AUTHORS -> authors.size() >= MAX_AUTHORS && !authors.containsKey(id);
            case WEATHER -> weather.size() >= MAX_PLACES && !weather.containsKey(id);
            case ARTICLES, CATEGORIES, SITE, NOTICES, SUBSCRIBERS, CONSENTS -> false;
        };
    }

    private boolean place(Revision<?> revision) {
        return switch (revision.event()) {
            case Profiled profiled -> place(authors, as(revision, profiled));
            case Observed observed -> place(weather, as(revision, observed));
            case Arranged arranged
            when isNewer(revision, categories) -> {
                categories = as(revision, arranged);
                yield true;
            }
            case Furnished furnished
            when isNewer(revision, site) -> {
                site = as(revision, furnished);
                yield true;
            }
            case Issued issued
            when isNewer(revision, notice) -> {
                notice = as(revision, issued);
                yield true;
            }
            default -> false;
        };
    }

    private static <E extends Event> boolean place(Map<String, Revision<E>> things, Revision<E> revision) {
        if (!isNewer(revision, things.get(revision.id()))) {
            return false;
        }
        things.put(revision.id(), revision);
        return true;
    }

    private static boolean isNewer(Revision<?> revision, @Nullable Revision<?> known) {
        return known == null || revision.number() > known.number();
    }

    private static <E extends Event> Revision<E> as(Revision<?> revision, E event) {
        return Decoder.typed(revision, event);
    }
}
