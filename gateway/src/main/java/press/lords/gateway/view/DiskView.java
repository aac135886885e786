package press.lords.gateway.view;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Redacted;
import press.lords.events.Position;
import press.lords.events.Revision;
import press.lords.events.kafka.EventCodec;

/** The view put together: an index on disk, furniture in memory, a search index that follows, and the projection that fills them. */
final class DiskView implements View, AutoCloseable {

    private static final Duration QUIET_COMMIT = Duration.ofMinutes(1);

    private final ArticleIndexes index;
    private final SearchIndex searchIndex;
    private final Projection projection;
    private final Completeness completeness;
    private final ViewMetrics metrics;
    private final Rejection.Notes rejections;
    private final FurnitureShelf furniture;
    private final Articles articles;
    private final Listings listings;
    private final Search search;
    private final Waiters waiters;

    DiskView(ViewSettings settings, EventCodec codec, MeterRegistry registry, Clock clock) throws IOException {
        index = new ArticleIndexes(settings.dir(), settings.writeBufferMegabytes(), settings.rebuildPatience());
        metrics = new ViewMetrics(registry, index);
        completeness = new Completeness(clock, index.shown().completeAt(), settings.liveFor(), settings.patience());
        Decoder decoder = new Decoder(codec, settings.cache().toBytes());
        furniture = new FurnitureShelf(index, decoder);
        rejections = new Rejection.Notes(index);
        articles = new Articles(index, decoder);
        listings = new Listings(index, articles);
        searchIndex = new SearchIndex(settings.dir().resolve("search"), index, articles);
        search = new Search(searchIndex, index, articles);
        waiters = new Waiters(settings.maxWaiters(), articles::shows);
        projection = new Projection(codec, index, furniture, rejections, decoder, metrics, clock);
        projection.load();
        projection.onChange(waiters::onChange);
    }

    @Override
    public Lookup article(String slug) {
        return articles.at(slug);
    }

    @Override
    public Optional<Revision<? extends ArticleEvent>> revision(String articleId, int number) {
        return articles.revision(articleId, number);
    }

    @Override
    public Optional<Revision<Redacted>> redaction(String articleId, int number) {
        return articles.redaction(articleId, number);
    }

    @Override
    public List<Revision<Published>> corrections(String articleId, int upTo) {
        return articles.corrections(articleId, upTo);
    }

    @Override
    public Listing list(Selection selection, @Nullable String after, int limit) throws BadCursor {
        return listings.list(selection, after, limit);
    }

    @Override
    public Hits search(String query, @Nullable String after, int limit) throws BadCursor {
        return search.hits(query, after, limit);
    }

    @Override
    public Furniture furniture() {
        return furniture.shown();
    }

    @Override
    public CompletableFuture<Void> await(Position position) {
        return waiters.await(position);
    }

    @Override
    public void onChange(Consumer<Changed> listener) {
        projection.onChange(listener);
    }

    @Override
    public Following following() {
        return completeness.following();
    }

    /** Whether readers may be sent here. Once true, always true. */
    boolean isReady() {
        return completeness.isReady(index.shown().wasEverComplete());
    }

    List<Rejection> rejections() {
        return rejections.last();
    }

    Projection projection() {
        return projection;
    }

    SearchIndex searchIndex() {
        return searchIndex;
    }

    ArticleIndexes index() {
        return index;
    }

    LogFollower follower(LogConnections connections, Runnable purge) {
        return new LogFollower(connections, projection, index, completeness, metrics, purge);
    }

    /** Commits when something was read since the last commit, or when it has been quiet for long. */
    void commitIfNeeded() throws IOException {
        IndexState now = index.written();
        IndexState last = index.committed();
        if (!now.progress().equals(last.progress())
                || now.completeAt().isAfter(last.completeAt().plus(QUIET_COMMIT))) {
            metrics.commit(index::commit);
        }
    }

    @Override
    public void close() throws IOException {
        try (index) {
            searchIndex.close();
        }
    }
}
