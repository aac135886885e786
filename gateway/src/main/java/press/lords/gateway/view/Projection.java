package press.lords.gateway.view;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Redacted;
import press.lords.events.Revision;
import press.lords.events.kafka.EventCodec;
import press.lords.gateway.view.View.Changed;

/** Builds the view from the log's records: applies them one by one, shows them batch by batch. Used by one thread. */
final class Projection {

    private static final Logger log = LoggerFactory.getLogger(Projection.class);

    private static final int WORTH_SHARING = 50;
    private static final int CHUNK = 25;

    private final EventCodec codec;
    private final ArticleIndexes index;
    private final FurnitureShelf furniture;
    private final Rejection.Notes rejections;
    private final Decoder decoder;
    private final ViewMetrics metrics;
    private final Clock clock;
    private final List<Consumer<Changed>> listeners = new CopyOnWriteArrayList<>();

    private final Set<String> changedArticles = new HashSet<>();
    private boolean changedFurniture;
    private boolean removed;

    Projection(
            EventCodec codec,
            ArticleIndexes index,
            FurnitureShelf furniture,
            Rejection.Notes rejections,
            Decoder decoder,
            ViewMetrics metrics,
            Clock clock) {
        this.codec = codec;
        this.index = index;
        this.furniture = furniture;
        this.rejections = rejections;
        this.decoder = decoder;
        this.metrics = metrics;
        this.clock = clock;
    }

    void onChange(Consumer<Changed> listener) {
        listeners.add(listener);
    }

    /** May be called by any thread. */
    Reading read(ConsumerRecord<byte[], byte[]> message) {
        return Reading.of(message, codec);
    }

    /** Parsing is half of the work of a rebuild, so others take part in it; what none of them has begun is read here when its turn comes. */
    List<Supplier<Reading>> readAhead(List<ConsumerRecord<byte[], byte[]>> messages) {
        List<Supplier<Reading>> readings = new ArrayList<>(messages.size());
        if (messages.size() < WORTH_SHARING) {
            messages.forEach(message -> readings.add(() -> read(message)));
            return readings;
        }
        for (int from = 0; from < messages.size(); from += CHUNK) {
            var chunk = messages.subList(from, Math.min(messages.size(), from + CHUNK));
            var read = new FutureTask<>(() -> chunk.stream().map(this::tried).toList());
            ForkJoinPool.commonPool().execute(read);
            for (int n = 0; n < chunk.size(); n++) {
                int place = n;
                readings.add(() -> result(read).get(place).get());
            }
        }
        return readings;
    }

    private static <T> T result(FutureTask<T> task) {
        task.run();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What fails is tried again when its turn has come. */
    private Supplier<Reading> tried(ConsumerRecord<byte[], byte[]> message) {
        try {
            Reading reading = read(message);
            return () -> reading;
        } catch (RuntimeException | StackOverflowError e) {
            log.debug("can't read ahead {}-{}", message.topic(), message.partition(), e);
            return () -> read(message);
        }
    }

    /** Records may come in any order and any number of times: the highest number is current, see {@link ArticleIndex#apply}. */
    void apply(ConsumerRecord<byte[], byte[]> message, Reading reading) throws IOException {
        switch (reading) {
            case Reading.Says(Revision<?> revision) -> apply(revision, message);
            case Reading.Rejected(String reason) -> reject(message, reason);
            case Reading.Nothing() -> {}
        }
    }

    private void apply(Revision<?> revision, ConsumerRecord<byte[], byte[]> message) throws IOException {
        if (revision.event() instanceof ArticleEvent event) {
            decoder.forget(revision.key());
            index.apply(Decoder.typed(revision, event), message.value());
            changedArticles.add(revision.id());
            removed |= event instanceof Redacted;
        } else if (furniture.apply(revision, message.value())) {
            changedFurniture = true;
        } else {
            reject(message, "no room for one more");
            return;
        }
        metrics.applied();
    }

    private void reject(ConsumerRecord<byte[], byte[]> message, String reason) throws IOException {
        Rejection rejection = Rejection.of(message, clock.instant(), reason);
        rejections.add(rejection);
        metrics.rejected();
        log.warn("passed over {}: {}", rejection.place(), reason);
    }

    boolean hasChanges() {
        return changedFurniture || !changedArticles.isEmpty();
    }

    /** @return whether revisions were removed, so that the files should be purged of them */
    boolean show() throws IOException {
        // Visible first, told then: who rebuilds a page at the news must find it.
        index.show();
        if (changedFurniture && !index.isRebuilding()) {
            furniture.show();
            tell(new Changed.Furniture());
        }
        changedArticles.forEach(id -> tell(new Changed.Article(id)));
        boolean purge = removed;
        forgetChanges();
        return purge;
    }

    /** The log is read from its beginning. Readers see what they saw until {@link #switchOver}. */
    void startAnew() throws IOException {
        index.startAnew();
        furniture.startAnew();
        rejections.startAnew();
        forgetChanges();
    }

    /** Called when the ends of the log are reached. */
    void switchOverIfPossible() throws IOException {
        if (index.isRebuilding() && index.canSwitch(clock.instant())) {
            switchOver();
        }
    }

    void switchOver() throws IOException {
        log.info("readers see the rebuilt view");
        index.switchOver();
        decoder.forgetAll();
        furniture.show();
        tell(new Changed.Everything());
    }

    /** Takes up what the index holds, after it was opened. */
    void load() {
        decoder.forgetAll();
        furniture.load();
        rejections.load();
        forgetChanges();
    }

    private void forgetChanges() {
        changedArticles.clear();
        changedFurniture = false;
        removed = false;
    }

    private void tell(Changed change) {
        for (Consumer<Changed> listener : listeners) {
            try {
                listener.accept(change);
            } catch (RuntimeException e) {
                log.error("a listener failed on {}", change, e);
            }
        }
    }
}
