package press.lords.gateway.view;

import java.io.IOException;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import press.lords.events.ArticleEvent;
import press.lords.events.Event;
import press.lords.events.EventType;
import press.lords.events.Revision;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.RevisionRecord;
import press.lords.gateway.view.Found.Stored;

/** Stored bytes back to revisions. The articles read last are kept, within a bound of memory. */
final class Decoder {

    /** How much more room objects take than the JSON that they were read from. */
    private static final int OVERHEAD = 2;

    private final EventCodec codec;
    private final Cache<String, Decoded> recent;

    private record Decoded(Revision<? extends ArticleEvent> revision, int weight) {}

    Decoder(EventCodec codec, long cacheBytes) {
        this.codec = codec;
        this.recent = Caffeine.newBuilder()
                .maximumWeight(cacheBytes)
                .weigher((String key, Decoded decoded) -> decoded.weight)
                .build();
    }

    /** Only what the searcher still finds is asked for, so a removed revision is never answered from memory. */
    Revision<? extends ArticleEvent> article(Found found, String id, int number) throws IOException {
        String key = Revision.key(id, number);
        Decoded known = recent.getIfPresent(key);
        if (known != null) {
            return known.revision;
        }
        Stored stored = found.stored();
        Revision<? extends ArticleEvent> revision = article(decode(stored));
        recent.put(key, new Decoded(revision, stored.value().length * OVERHEAD));
        return revision;
    }

    Revision<?> decode(Stored stored) {
        EventType type = EventType.named(stored.typeName()).orElseThrow();
        return codec.read(new RevisionRecord(
                type.topic(), "", 0, null, "", Map.of("ce_type", stored.typeName()), stored.value()));
    }

    void forget(String key) {
        recent.invalidate(key);
    }

    void forgetAll() {
        recent.invalidateAll();
    }

    /** The same revision, under the type that its event turned out to have. */
    static <E extends Event> Revision<E> typed(Revision<?> revision, E event) {
        return new Revision<>(
                revision.id(), revision.number(), revision.at(), revision.previous(), revision.hash(), event);
    }

    private static Revision<? extends ArticleEvent> article(Revision<?> revision) {
        if (revision.event() instanceof ArticleEvent event) {
            return typed(revision, event);
        }
        throw new IllegalStateException(revision.key() + " is no article's");
    }
}
