package press.lords.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

import static org.awaitility.Awaitility.await;

/** Watches how long it takes until another instance does what a killed one can't do any more. */
final class Takeover {

    /** What the press promises. */
    private static final Duration PROMISED = Duration.ofSeconds(15);

    private Takeover() {}

    /** @param from the kill, or when the work was due if that is later */
    static Void within(String what, Instant from, Callable<Boolean> done) {
        var left = PROMISED.minus(Duration.between(from, Instant.now()));
        await(what)
                .atMost(left)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(done);
        System.out.printf(
                "takeover: %s after %.1f s%n",
                what, Duration.between(from, Instant.now()).toMillis() / 1e3);
        return null;
    }
}
