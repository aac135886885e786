package press.lords.weather.provider;

import java.time.DateTimeException;
import java.time.Instant;

import press.lords.weather.observation.NoObservation;
import press.lords.weather.observation.NoObservation.Reason;

/** Unix time as providers write it. */
final class EpochSeconds {

    private EpochSeconds() {}

    static Instant instant(long seconds) throws NoObservation {
        try {
            return Instant.ofEpochSecond(seconds);
        } catch (DateTimeException e) {
            NoObservation implausible = new NoObservation(Reason.IMPLAUSIBLE);
            implausible.initCause(e);
            throw implausible;
        }
    }
}
