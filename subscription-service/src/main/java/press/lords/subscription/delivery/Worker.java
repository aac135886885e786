package press.lords.subscription.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does what is due on a thread of its own: soon after it is woken, and about every period in any case, for what another instance left. A
 * failure is told once, when it begins, and tried again.
 */
public abstract class Worker implements SmartLifecycle {

    /** Together they stay below what a phase of stopping may take. */
    private static final Duration LAST_ROUND = Duration.ofSeconds(5);

    private static final Duration CUT_SHORT = Duration.ofSeconds(3);

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final Semaphore calls = new Semaphore(0);
    private final Duration period;
    private volatile @Nullable Thread thread;
    private boolean failing;

    protected Worker(Duration period) {
        this.period = period;
    }

    /** One round; whoever is told to stop ends it early. */
    protected abstract void work();

    /** Ends what the last round may be waiting for, so that it still writes down what it has done. */
    protected void cutShort() {}

    public final void wake() {
        if (calls.availablePermits() == 0) {
            calls.release();
        }
    }

    protected final boolean isStopping() {
        return thread == null;
    }

    @Override
    public final void start() {
        Thread started =
                Thread.ofPlatform().name(getClass().getSimpleName()).daemon().unstarted(this::workUntilStopped);
        thread = started;
        started.start();
    }

    private void workUntilStopped() {
        try {
            while (!isStopping()) {
                round();
                calls.tryAcquire(jitter(), TimeUnit.MILLISECONDS);
                calls.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            work();
            if (failing) {
                log.info("goes on");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                // Not its message: it may quote a document.
                log.warn("can't go on now, tries again: {}", e.getClass().getSimpleName());
                log.debug("can't go on", e);
            }
            failing = true;
        }
    }

    private long jitter() {
        long millis = period.toMillis();
        return ThreadLocalRandom.current().nextLong(millis / 2, millis * 3 / 2);
    }

    /** All workers at once, not each after the last round of another. */
    @Override
    public final void stop(Runnable callback) {
        Thread.startVirtualThread(() -> {
            try {
                stop();
            } finally {
                callback.run();
            }
        });
    }

    @Override
    public final void stop() {
        Thread stopped = thread;
        thread = null;
        wake();
        try {
            if (stopped != null && !stopped.join(LAST_ROUND)) {
                cutShort();
                if (!stopped.join(CUT_SHORT)) {
                    log.warn("a round is still under way; what it leaves is done at the next start");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final boolean isRunning() {
        return thread != null;
    }
}
