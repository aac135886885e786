package press.lords.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Redacted;
import press.lords.events.Position;
import press.lords.events.Revision;
import press.lords.gateway.view.Furniture;
import press.lords.gateway.view.Selection;
import press.lords.gateway.view.View;

/** A view in memory, told what to know by the test. Cursors are offsets. */
public final class FakeView implements View {

    private static final Furniture NOTHING = new Furniture(Map.of(), null, null, null, Map.of());

    private final Map<String, List<Revision<? extends ArticleEvent>>> articles = new ConcurrentHashMap<>();
    private final Map<String, String> moved = new ConcurrentHashMap<>();
    private final List<Consumer<Changed>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Position, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
    private final AtomicInteger lookUps = new AtomicInteger();
    private volatile Furniture furniture = NOTHING;
    private volatile Following following = new Following(true, Instant.EPOCH);
    private volatile Runnable beforeSearches = () -> {};

    public void clear() {
        articles.keySet().forEach(id -> {
            articles.remove(id);
            tell(new Changed.Article(id));
        });
        moved.clear();
        awaited.clear();
        lookUps.set(0);
        beforeSearches = () -> {};
        following = new Following(true, Instant.EPOCH);
        furnish(NOTHING);
    }

    public void add(Revision<? extends ArticleEvent> revision) {
        articles.computeIfAbsent(revision.id(), id -> new CopyOnWriteArrayList<>())
                .add(revision);
        tell(new Changed.Article(revision.id()));
        CompletableFuture<Void> waiting = awaited.get(new Position(revision.id(), revision.number()));
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    public void move(String from, String to) {
        moved.put(from, to);
        tell(new Changed.Article("moved"));
    }

    public void furnish(Furniture next) {
        furniture = next;
        tell(new Changed.Furniture());
    }

    public void follow(Following next) {
        following = next;
        tell(new Changed.Furniture());
    }

    /** What each search does first. */
    public void beforeSearches(Runnable action) {
        beforeSearches = action;
    }

    /** How often an article was looked up. */
    public int lookUps() {
        return lookUps.get();
    }

    public boolean isAwaited(Position position) {
        return awaited.containsKey(position);
    }

    private void tell(Changed changed) {
        listeners.forEach(listener -> listener.accept(changed));
    }

    @Override
    public Lookup article(String slug) {
        lookUps.incrementAndGet();
        String elsewhere = moved.get(slug);
        if (elsewhere != null) {
            return new Lookup.Moved(elsewhere);
        }
        return articles.values().stream()
                .<Revision<? extends ArticleEvent>>map(List::getLast)
                .filter(current -> slugOf(current).equals(slug))
                .findFirst()
                .<Lookup>map(Lookup.Found::new)
                .orElseGet(Lookup.Unknown::new);
    }

    private static String slugOf(Revision<? extends ArticleEvent> revision) {
        return revision.event().slug();
    }

    @Override
    public Optional<Revision<? extends ArticleEvent>> revision(String articleId, int number) {
        return articles.getOrDefault(articleId, List.of()).stream()
                .filter(revision -> revision.number() == number)
                .findFirst();
    }

    @Override
    public Optional<Revision<Redacted>> redaction(String articleId, int number) {
        return articles.getOrDefault(articleId, List.of()).stream()
                .filter(revision -> revision.event() instanceof Redacted redacted && redacted.removed() == number)
                .findFirst()
                .map(revision -> with(revision, (Redacted) revision.event()));
    }

    @Override
    public List<Revision<Published>> corrections(String articleId, int upTo) {
        List<Revision<Published>> corrections = new ArrayList<>();
        for (Revision<? extends ArticleEvent> revision : articles.getOrDefault(articleId, List.of())) {
            if (revision.number() <= upTo
                    && revision.event() instanceof Published published
                    && published.change() == Change.CORRECTION) {
                corrections.add(with(revision, published));
            }
        }
        return corrections;
    }

    @Override
    public Listing list(Selection selection, @Nullable String after, int limit) throws BadCursor {
        List<Revision<Published>> all = published(article -> matches(article, selection));
        int from = offset(after);
        int to = Math.min(all.size(), from + limit);
        return new Listing(all.subList(Math.min(from, to), to), to < all.size() ? "o" + to : null);
    }

    @Override
    public Hits search(String query, @Nullable String after, int limit) throws BadCursor {
        beforeSearches.run();
        List<Hit> all = published(article -> article.content().headline().contains(query)).stream()
                .map(article -> new Hit(article, 1.5, List.of("<mark>" + query + "</mark>")))
                .toList();
        int from = offset(after);
        int to = Math.min(all.size(), from + limit);
        return new Hits(all.subList(Math.min(from, to), to), to < all.size() ? "o" + to : null);
    }

    private static int offset(@Nullable String after) throws BadCursor {
        if (after == null) {
            return 0;
        }
        if (!after.matches("o[0-9]{1,6}")) {
            throw new BadCursor();
        }
        return Integer.parseInt(after.substring(1));
    }

    private List<Revision<Published>> published(Predicate<Published> wanted) {
        Map<String, Revision<Published>> found = new HashMap<>();
        articles.forEach((id, revisions) -> {
            if (revisions.getLast().event() instanceof Published article && wanted.test(article)) {
                found.put(id, with(revisions.getLast(), article));
            }
        });
        return found.values().stream()
                .sorted((a, b) -> b.event().publishedAt().compareTo(a.event().publishedAt()))
                .toList();
    }

    private static boolean matches(Published article, Selection selection) {
        return switch (selection) {
            case Selection.Front() -> true;
            case Selection.InCategories categories ->
                article.content().categories().stream()
                        .anyMatch(c -> categories.slugs().contains(c.slug()));
            case Selection.ByAuthor author ->
                article.content().authors().stream().anyMatch(a -> a.slug().equals(author.slug()));
            case Selection.InMonth month ->
                article.publishedAt().atZone(month.zone()).toLocalDate().getMonth()
                        == month.month().getMonth();
        };
    }

    @Override
    public Furniture furniture() {
        return furniture;
    }

    @Override
    public CompletableFuture<Void> await(Position position) {
        boolean isHere = revision(position.articleId(), position.revision()).isPresent();
        return isHere
                ? CompletableFuture.completedFuture(null)
                : awaited.computeIfAbsent(position, p -> new CompletableFuture<>());
    }

    @Override
    public void onChange(Consumer<Changed> listener) {
        listeners.add(listener);
    }

    @Override
    public Following following() {
        return following;
    }

    private static <E extends ArticleEvent> Revision<E> with(Revision<? extends ArticleEvent> revision, E event) {
        return new Revision<>(
                revision.id(), revision.number(), revision.at(), revision.previous(), revision.hash(), event);
    }
}
