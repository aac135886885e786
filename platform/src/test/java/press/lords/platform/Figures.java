package press.lords.platform;

import java.util.Arrays;
import java.util.List;

/** Durations of the same thing, done often. */
record Figures(List<Long> sortedNanos) {

    static Figures of(long[] nanos) {
        return new Figures(Arrays.stream(nanos).sorted().boxed().toList());
    }

    double millis(int percentile) {
        return sortedNanos.get(Math.min(sortedNanos.size() - 1, sortedNanos.size() * percentile / 100)) / 1e6;
    }

    @Override
    public String toString() {
        return "p50 %.1f ms, p99 %.1f ms".formatted(millis(50), millis(99));
    }
}
