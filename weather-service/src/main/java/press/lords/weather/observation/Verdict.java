package press.lords.weather.observation;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import press.lords.events.WeatherEvent.Observed;

/** Whether an observation is worth a revision, given the last one that was published. */
enum Verdict {
    /** Readers would see something else. */
    CHANGED,
    /** Readers would see the same, but it is time to tell that it still holds. */
    CONFIRMED,
    UNCHANGED,
    /** Measured before what was published: a provider's lagging cache. */
    OLDER;

    /**
     * @param confirmWithin how long an unchanged observation may go without being told again
     * @param interval how long the next poll may be away
     */
    static Verdict of(@Nullable Observed last, Observed next, Duration confirmWithin, Duration interval) {
        if (last == null || !last.place().equals(next.place()) || !sameSource(last, next)) {
            return CHANGED;
        }
        if (!next.recorded() && next.observedAt().isBefore(last.observedAt())) {
            return OLDER;
        }
        if (!sameWeather(last, next)) {
            return CHANGED;
        }
        boolean due =
                next.confirmedAt().plus(interval).isAfter(last.confirmedAt().plus(confirmWithin));
        return due && next.staleAfter().isAfter(last.staleAfter()) ? CONFIRMED : UNCHANGED;
    }

    private static boolean sameSource(Observed last, Observed next) {
        return last.recorded() == next.recorded() && last.attribution().equals(next.attribution());
    }

    private static boolean sameWeather(Observed last, Observed next) {
        return last.condition().equals(next.condition())
                && last.temperature().equals(next.temperature())
                && last.humidity().equals(next.humidity())
                && last.wind().equals(next.wind());
    }
}
