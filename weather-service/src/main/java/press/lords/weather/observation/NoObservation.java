package press.lords.weather.observation;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Why a provider gave no observation. It quotes nothing of the answer and nothing of the address asked, which may hold a key. */
public final class NoObservation extends Exception {

    /** The closed list of what can go wrong. */
    public enum Reason {
        UNREACHABLE,
        TOO_SLOW,
        /** The connection failed within the answer, or the answer is larger than is read. */
        BROKEN_OFF,
        REDIRECTED,
        THROTTLED,
        /** Another status of 4xx; with a key, most likely the key's fault. */
        REFUSED,
        FAILED,
        NOT_JSON,
        UNREADABLE,
        IMPLAUSIBLE,
        /** Not asked: the day's calls are used up, the provider asked for patience, or it failed too often of late. */
        SUSPENDED;

        /** As metrics and logs name it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;
    private final @Nullable Duration retryAfter;

    public NoObservation(Reason reason) {
        this(reason, null);
    }

    public NoObservation(Reason reason, @Nullable Duration retryAfter) {
        super(reason.label());
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    /** How long the provider asked to be left alone. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
