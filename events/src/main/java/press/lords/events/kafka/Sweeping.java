package press.lords.events.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps about once a second, on a thread of its own, until it is stopped; a sweep under way is let finish, never interrupted. */
final class Sweeping {

    private static final Logger log = LoggerFactory.getLogger(Sweeping.class);
    private static final int PERIOD_MILLIS = 1_000;
    private static final Duration LAST_SWEEP = Duration.ofSeconds(5);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    Sweeping(List<Sweeper> sweepers) {
        thread = Thread.ofPlatform().name("journal-sweeper").daemon().start(() -> sweepUntilStopped(sweepers));
    }

    private void sweepUntilStopped(List<Sweeper> sweepers) {
        try {
            do {
                sweepers.forEach(Sweeper::sweep);
            } while (!stopping.await(jitter(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int jitter() {
        return ThreadLocalRandom.current().nextInt(PERIOD_MILLIS / 2, PERIOD_MILLIS * 3 / 2);
    }

    void stop() {
        stopping.countDown();
        try {
            if (!thread.join(LAST_SWEEP)) {
                log.warn(
                        "A sweep is still under way after {} s; what it has not sent is sent at the next start",
                        LAST_SWEEP.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
