package press.lords.platform.process;

import java.time.Duration;

/** How long to wait before a child is started again: hardly at first, never more than five seconds. */
final class BackOff {

    static final Duration FIRST = Duration.ofMillis(100);
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int GROWTH = 3;

    private Duration next = FIRST;

    synchronized Duration next() {
        var now = next;
        var grown = now.multipliedBy(GROWTH);
        next = grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
        return now;
    }

    synchronized void reset() {
        next = FIRST;
    }
}
