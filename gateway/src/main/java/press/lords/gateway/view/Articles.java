package press.lords.gateway.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.lucene.search.IndexSearcher;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Redacted;
import press.lords.events.Position;
import press.lords.events.Revision;
import press.lords.gateway.view.View.Lookup;

/** Finds articles and their revisions in the index. */
final class Articles {

    /** The latest ones are told. */
    private static final int MAX_CORRECTIONS = 200;

    private final ArticleIndexes index;
    private final Decoder decoder;

    Articles(ArticleIndexes index, Decoder decoder) {
        this.index = index;
        this.decoder = decoder;
    }

    Lookup at(String slug) {
        return index.read(searcher -> {
            Found holder = Found.first(searcher, Documents.CURRENT_SLUG, slug);
            if (holder != null) {
                String id = holder.id();
                int number = holder.number();
                Found current = holder.companion(searcher, Documents.KEY, Revision.key(id, number));
                return current == null ? new Lookup.Unknown() : new Lookup.Found(decoder.article(current, id, number));
            }
            Found former = Found.first(searcher, Documents.SLUG, slug);
            Found head = former == null ? null : Found.only(searcher, Documents.HEAD, former.id());
            return head == null ? new Lookup.Unknown() : new Lookup.Moved(head.address());
        });
    }

    Optional<Revision<? extends ArticleEvent>> revision(String id, int number) {
        return index.read(searcher -> revision(searcher, id, number));
    }

    Optional<Revision<Redacted>> redaction(String id, int number) {
        return index.read(searcher -> {
            SortedMap<Integer, Found> markers =
                    byNumber(Found.all(searcher, Documents.REMOVES, Revision.key(id, number)));
            if (markers.isEmpty()) {
                return Optional.empty();
            }
            Found marker = markers.values().iterator().next();
            Revision<? extends ArticleEvent> revision = decoder.article(marker, id, marker.number());
            return revision.event() instanceof Redacted redacted
                    ? Optional.of(Decoder.typed(revision, redacted))
                    : Optional.empty();
        });
    }

    List<Revision<Published>> corrections(String id, int upTo) {
        if (upTo == 1) {
            // The first revision can't correct anything, and most articles have no other.
            return List.of();
        }
        return index.read(searcher -> {
            SortedMap<Integer, Found> all =
                    byNumber(Found.all(searcher, Documents.CORRECTION, id)).headMap(upTo + 1);
            List<Revision<Published>> corrections = new ArrayList<>();
            for (Found found : all.values().stream()
                    .skip(Math.max(0, all.size() - MAX_CORRECTIONS))
                    .toList()) {
                asPublished(decoder.article(found, id, found.number())).ifPresent(corrections::add);
            }
            return corrections;
        });
    }

    private static SortedMap<Integer, Found> byNumber(List<Found> found) throws IOException {
        SortedMap<Integer, Found> sorted = new TreeMap<>();
        for (Found one : found) {
            sorted.put(one.number(), one);
        }
        return sorted;
    }

    /** Whether the revision, or a later one, can be seen. */
    boolean shows(Position position) {
        return index.read(searcher -> {
            Found head = Found.only(searcher, Documents.HEAD, position.articleId());
            return head != null && head.number() >= position.revision();
        });
    }

    /** The current revision of an article, if it has this number and is published. */
    Optional<Revision<Published>> current(IndexSearcher searcher, String id, int number) throws IOException {
        Found head = Found.only(searcher, Documents.HEAD, id);
        return head != null && head.number() == number ? published(searcher, id, number) : Optional.empty();
    }

    Optional<Revision<Published>> published(IndexSearcher searcher, String id, int number) throws IOException {
        return revision(searcher, id, number).flatMap(Articles::asPublished);
    }

    Optional<Revision<? extends ArticleEvent>> revision(IndexSearcher searcher, String id, int number)
            throws IOException {
        Found found = Found.only(searcher, Documents.KEY, Revision.key(id, number));
        return found == null ? Optional.empty() : Optional.of(decoder.article(found, id, number));
    }

    static Optional<Revision<Published>> asPublished(Revision<? extends ArticleEvent> revision) {
        return revision.event() instanceof Published published
                ? Optional.of(Decoder.typed(revision, published))
                : Optional.empty();
    }
}
