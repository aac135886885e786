package press.lords.gateway.view;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import press.lords.gateway.view.LogFollower.BackOff;
import press.lords.gateway.view.LogInspector.Log;

/** One connection to one log: ends when the log turns out to be another one or to have gained topics, or when something fails. */
final class LogSession implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogSession.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long INSPECTION_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long MAX_HIDDEN_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long FAR_BEHIND = 1_000;

    private final Projection projection;
    private final ArticleIndexes index;
    private final Completeness completeness;
    private final ViewMetrics metrics;
    private final Runnable purge;
    private final BackOff backOff;
    private final LogInspector inspector;
    private final Consumer<byte[], byte[]> consumer;
    private final ExecutorService inspections = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private long shownAt = System.nanoTime();

    LogSession(
            LogConnections connections,
            Projection projection,
            ArticleIndexes index,
            Completeness completeness,
            ViewMetrics metrics,
            Runnable purge,
            BackOff backOff) {
        this.projection = projection;
        this.index = index;
        this.completeness = completeness;
        this.metrics = metrics;
        this.purge = purge;
        this.backOff = backOff;
        this.inspector = connections.inspector();
        this.consumer = connections.consumer();
    }

    void follow() throws IOException, ExecutionException, TimeoutException, InterruptedException {
        Log known = inspector.inspect();
        resume(known);
        backOff.reset();
        Future<Log> inspection = inspections.submit(inspector::inspect);
        long inspectedAt = System.nanoTime();
        while (!backOff.isStopped()) {
            pass();
            if (inspection.isDone() && System.nanoTime() - inspectedAt > INSPECTION_NANOS) {
                if (inspection.state() == Future.State.SUCCESS && !takeNote(inspection.resultNow(), known)) {
                    return;
                }
                inspection = inspections.submit(inspector::inspect);
                inspectedAt = System.nanoTime();
            }
        }
    }

    /** May be called by any thread. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        inspections.shutdownNow();
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        inspector.close();
    }

    /** Goes on where the view ends, or starts anew when the view wasn't read from this log. */
    private void resume(Log found) throws IOException {
        Optional<String> mismatch = Mismatch.between(index.written().progress(), found);
        if (mismatch.isPresent()) {
            log.warn("rebuilding the view from the log: {}", mismatch.get());
            projection.startAnew();
        }
        completeness.startOver();
        Progress progress = index.written().progress().in(found);
        next.putAll(progress.offsets());
        index.advance(progress);
        consumer.assign(found.ends().keySet());
        next.forEach((partition, offset) -> {
            if (found.ends().containsKey(partition)) {
                consumer.seek(partition, offset);
            }
        });
        expect(found);
        log.info("following {} partitions of cluster {}", found.ends().size(), found.cluster());
    }

    /** @return whether it is still the same log */
    private boolean takeNote(Log found, Log known) {
        if (!found.isStill(known)) {
            return false;
        }
        expect(found);
        metrics.lag(found.ends().entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - next.getOrDefault(end.getKey(), 0L)))
                .sum());
        return true;
    }

    /** A log that lacks a topic which it had can't tell whether the view is complete. */
    private void expect(Log found) {
        if (found.topicIds()
                .keySet()
                .containsAll(index.written().progress().topicIds().keySet())) {
            completeness.expect(found.at(), found.ends());
        }
    }

    private void pass() throws IOException {
        index.hurry(isFarBehind());
        ConsumerRecords<byte[], byte[]> batch = poll();
        List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>(batch.count());
        batch.forEach(messages::add);
        List<Supplier<Reading>> readings = projection.readAhead(messages);
        for (int n = 0; n < messages.size(); n++) {
            if (!apply(messages.get(n), readings.get(n))) {
                return;
            }
        }
        if (!batch.nextOffsets().isEmpty()) {
            batch.nextOffsets().forEach((partition, position) -> next.put(partition, position.offset()));
            index.advance(index.written().progress().to(next));
        }
        show();
    }

    private void show() throws IOException {
        if (projection.hasChanges() && isTimeToShow()) {
            if (projection.show()) {
                purge.run();
            }
            shownAt = System.nanoTime();
        }
        if (!projection.hasChanges() && completeness.isReached(next) && isShown()) {
            completeness.reached(next);
            index.complete(completeness.completeAt());
        }
    }

    /**
     * Whether readers see what was read. A log that was made anew is empty at first, and read in no time: what it still lacks is sent again by its
     * owners, and until then readers see what they saw.
     */
    private boolean isShown() throws IOException {
        projection.switchOverIfPossible();
        return !index.isRebuilding();
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        if (consumer.assignment().isEmpty()) {
            backOff.pause(POLL.toMillis());
            return ConsumerRecords.empty();
        }
        try {
            return consumer.poll(POLL);
        } catch (WakeupException e) {
            // The follower is to stop, which its loop looks for.
            return ConsumerRecords.empty();
        }
    }

    /** A defect of ours must not skip a record: the same one is tried until it can be applied, and meanwhile the view says that it is behind. */
    private boolean apply(ConsumerRecord<byte[], byte[]> message, Supplier<Reading> reading) throws IOException {
        while (!backOff.isStopped()) {
            try {
                projection.apply(message, reading.get());
                backOff.reset();
                return true;
            } catch (RuntimeException | StackOverflowError e) {
                if (!index.isOpen()) {
                    throw e;
                }
                log.error("can't apply {}-{}@{}", message.topic(), message.partition(), message.offset(), e);
                backOff.pause();
            }
        }
        return false;
    }

    /** Far behind, showing each batch would cost more than reading it. */
    private boolean isTimeToShow() {
        return !isFarBehind() || index.isFull() || System.nanoTime() - shownAt > MAX_HIDDEN_NANOS;
    }

    private boolean isFarBehind() {
        return next.keySet().stream()
                        .filter(consumer.assignment()::contains)
                        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                        .sum()
                > FAR_BEHIND;
    }
}
