package press.lords.weather.observation;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps a place below 50,000 records a year, for they are kept for ever. Each publication uses up {@link #SPACING}; up to {@link #BURST} may be
 * used ahead of time, so that changes are told at once. In any 366 days that makes at most 366 × 86,400 s ÷ 660 s + 2,000 = 49,913.
 *
 * @param usedUntil the time up to which publications have used up the pace
 */
record Pace(Instant usedUntil) {

    static final Duration SPACING = Duration.ofMinutes(11);
    static final int BURST = 2_000;
    static final Pace UNUSED = new Pace(Instant.EPOCH);

    boolean allows(Instant now) {
        return !usedUntil.minus(SPACING.multipliedBy(BURST - 1L)).isAfter(now);
    }

    Pace afterPublishing(Instant now) {
        Instant from = usedUntil.isAfter(now) ? usedUntil : now;
        return new Pace(from.plus(SPACING));
    }
}
