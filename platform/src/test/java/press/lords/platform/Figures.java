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

    /** The chance that one of these took longer than one of the others, equal ones counted half: 0.5 when nothing tells them apart. */
    double chanceOfBeingSlower(Figures others) {
        double wins = 0;
        int shorter = 0;
        int notLonger = 0;
        for (long nanos : sortedNanos) {
            while (shorter < others.sortedNanos.size() && others.sortedNanos.get(shorter) < nanos) {
                shorter++;
            }
            while (notLonger < others.sortedNanos.size() && others.sortedNanos.get(notLonger) <= nanos) {
                notLonger++;
            }
            wins += (shorter + notLonger) / 2.0;
        }
        return wins / sortedNanos.size() / others.sortedNanos.size();
    }

    /** How far that chance strays from a half by itself: its standard deviation when both are drawn from the same (Mann and Whitney). */
    double strayOfThatChance(Figures others) {
        double mine = sortedNanos.size();
        double theirs = others.sortedNanos.size();
        return Math.sqrt((mine + theirs + 1) / (12 * mine * theirs));
    }

    @Override
    public String toString() {
        return "p50 %.1f ms, p99 %.1f ms".formatted(millis(50), millis(99));
    }
}
