package press.lords.gateway.view;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.lucene.index.CorruptIndexException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the view following the log, on a thread of its own, for as long as the process lives: nothing that a record, the broker or the disk does ends it.
 * The thread is never interrupted, since that would close Lucene's files under it.
 */
final class LogFollower {

    private static final Logger log = LoggerFactory.getLogger(LogFollower.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final LogConnections connections;
    private final Projection projection;
    private final ArticleIndexes index;
    private final Completeness completeness;
    private final ViewMetrics metrics;
    private final Runnable purge;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable LogSession session;
    private @Nullable Thread thread;

    /** @param purge started when revisions were removed */
    LogFollower(
            LogConnections connections,
            Projection projection,
            ArticleIndexes index,
            Completeness completeness,
            ViewMetrics metrics,
            Runnable purge) {
        this.connections = connections;
        this.projection = projection;
        this.index = index;
        this.completeness = completeness;
        this.metrics = metrics;
        this.purge = purge;
    }

    void start() {
        thread = Thread.ofPlatform().name("view-follower").daemon().start(this::run);
    }

    void stop() throws InterruptedException {
        stop.countDown();
        LogSession current = session;
        if (current != null) {
            current.wakeUp();
        }
        if (thread != null && !thread.join(STOP_LIMIT)) {
            log.warn("the view's follower didn't stop within {}", STOP_LIMIT);
        }
    }

    private void run() {
        BackOff backOff = new BackOff(stop);
        while (!backOff.isStopped()) {
            try {
                follow(backOff);
            } catch (InterruptedException e) {
                return;
            } catch (Exception | StackOverflowError | OutOfMemoryError e) {
                report(backOff, e);
                recover(e);
                backOff.pause();
            }
        }
    }

    private void follow(BackOff backOff)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        try (LogSession following =
                new LogSession(connections, projection, index, completeness, metrics, purge, backOff)) {
            session = following;
            following.follow();
        } finally {
            session = null;
        }
    }

    private static void report(BackOff backOff, Throwable failure) {
        if (backOff.isFirst()) {
            log.warn("the view doesn't follow the log; trying again until it does", failure);
        } else {
            log.debug("the view still doesn't follow the log", failure);
        }
    }

    private void recover(Throwable failure) {
        try {
            if (!index.isOpen()) {
                log.warn("the view's disk failed; going back to the last commit");
                index.reopen();
                projection.load();
            }
            if (failure instanceof InvalidOffsetException || failure instanceof CorruptIndexException) {
                log.warn("rebuilding the view from the log: {}", failure.toString());
                projection.startAnew();
            }
        } catch (IOException | RuntimeException e) {
            log.error("the view's disk can't be used; trying again", e);
        }
    }

    /** Waits longer each time, up to five seconds, and not at all once the follower is to stop. */
    static final class BackOff {
        private static final long FIRST_MILLIS = 100;
        private static final long MAX_MILLIS = 5_000;

        private final CountDownLatch stop;
        private long millis = FIRST_MILLIS;

        BackOff(CountDownLatch stop) {
            this.stop = stop;
        }

        boolean isStopped() {
            return stop.getCount() == 0;
        }

        boolean isFirst() {
            return millis == FIRST_MILLIS;
        }

        void reset() {
            millis = FIRST_MILLIS;
        }

        void pause() {
            pause(millis);
            millis = Math.min(MAX_MILLIS, millis * 2);
        }

        void pause(long howLong) {
            try {
                boolean stopped = stop.await(howLong, TimeUnit.MILLISECONDS);
                log.trace("waited {} ms, to stop: {}", howLong, stopped);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
