package press.lords.weather.provider;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

import press.lords.events.WeatherEvent.Attribution;
import press.lords.weather.observation.ConditionCode;
import press.lords.weather.observation.NoObservation;
import press.lords.weather.observation.NoObservation.Reason;
import press.lords.weather.observation.Observation;

/**
 * What was read from an answer, in the answer's own units but for their type; not yet believed.
 *
 * @param wind in the unit that {@code kmhPerWindUnit} says
 */
record Reading(
        ConditionCode condition,
        double celsius,
        double humidityPercent,
        double wind,
        double kmhPerWindUnit,
        Instant observedAt) {

    private static final Duration CLOCKS_APART = Duration.ofMinutes(10);
    /** Older than this it is a broken clock; what is merely old is published and soon counts as stale. */
    private static final Duration OLDEST = Duration.ofDays(5 * 365);

    /** Believes it, if it is plausible. */
    Observation toObservation(Attribution attribution, boolean recorded, Instant now) throws NoObservation {
        double windKmh = wind * kmhPerWindUnit;
        if (!within(celsius, -90, 60)
                || !within(humidityPercent, 0, 100)
                || !within(windKmh, 0, 450)
                || observedAt.isAfter(now.plus(CLOCKS_APART))
                || observedAt.isBefore(now.minus(OLDEST))) {
            throw new NoObservation(Reason.IMPLAUSIBLE);
        }
        BigDecimal exactWindKmh = BigDecimal.valueOf(wind).multiply(BigDecimal.valueOf(kmhPerWindUnit));
        return new Observation(
                condition,
                rounded(BigDecimal.valueOf(celsius), 1),
                rounded(BigDecimal.valueOf(humidityPercent), 0),
                rounded(exactWindKmh, 1),
                observedAt,
                attribution,
                recorded);
    }

    private static boolean within(double value, double lowest, double highest) {
        return value >= lowest && value <= highest;
    }

    private static BigDecimal rounded(BigDecimal value, int decimals) {
        return value.setScale(decimals, RoundingMode.HALF_UP);
    }
}
