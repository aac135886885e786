package press.lords.gateway.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import press.lords.gateway.StartOrder;

/** Runs what keeps the view up to date: the follower, the commits, the search index. Starts before the web server and stops after it. */
final class ViewProcess implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ViewProcess.class);
    private static final Duration SEARCH_PAUSE = Duration.ofMillis(200);

    private final DiskView view;
    private final LogFollower follower;
    private final Duration commitInterval;
    private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(2, ViewProcess::worker);
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    /** What a worker does, again and again. */
    private interface Work {
        void run() throws IOException;
    }

    ViewProcess(DiskView view, LogConnections connections, Duration commitInterval) {
        this.view = view;
        this.follower = view.follower(
                connections, () -> workers.execute(() -> safely("purging the view", view.index()::purge)));
        this.commitInterval = commitInterval;
    }

    @Override
    public void start() {
        running = true;
        follower.start();
        repeat("committing the view", view::commitIfNeeded, commitInterval);
        repeat("indexing for the search", this::followWithSearch, SEARCH_PAUSE);
    }

    @Override
    public void stop() {
        try {
            follower.stop();
            workers.shutdown();
            if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("the view's workers didn't stop in time");
            }
            view.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            running = false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return StartOrder.BEFORE_THE_WEB_SERVER;
    }

    /** Full text leaves the processor to the pages until these are complete. */
    private void followWithSearch() throws IOException {
        while (view.isReady() && !workers.isShutdown() && view.searchIndex().step()) {
            log.trace("more to index for the search");
        }
    }

    private void repeat(String what, Work work, Duration pause) {
        var _ = workers.scheduleWithFixedDelay(
                () -> safely(what, work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A failure now must not end what is done again and again; it is told once. */
    private void safely(String what, Work work) {
        try {
            work.run();
            if (failing.remove(what)) {
                log.info("{} works again", what);
            }
        } catch (IOException | RuntimeException | StackOverflowError e) {
            if (failing.add(what)) {
                log.error("{} fails; trying until it works", what, e);
            }
        }
    }

    private static Thread worker(Runnable work) {
        return Thread.ofPlatform().name("view-worker").daemon().unstarted(work);
    }
}
