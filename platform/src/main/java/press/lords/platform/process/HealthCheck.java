package press.lords.platform.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Asks one process again and again, as long as it lives, and tells when its answer changes. */
final class HealthCheck {

    private static final Duration PAUSE_WHEN_WORKING = Duration.ofSeconds(1);
    private static final Duration PAUSE_OTHERWISE = Duration.ofMillis(200);
    /** A busy machine may miss one answer. */
    private static final int MISSES = 3;

    private final Probe probe;

    HealthCheck(Probe probe) {
        this.probe = probe;
    }

    void run(Process process, Consumer<Boolean> tell) {
        int misses = MISSES;
        try {
            while (process.isAlive()) {
                int before = misses;
                misses = answers() ? 0 : misses + 1;
                if (misses == 0 && before >= MISSES) {
                    tell.accept(true);
                } else if (misses == MISSES) {
                    tell.accept(false);
                }
                var pause = misses == 0 ? PAUSE_WHEN_WORKING : PAUSE_OTHERWISE;
                process.waitFor(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return probe.answers();
        } catch (IOException notYet) {
            return false;
        }
    }
}
