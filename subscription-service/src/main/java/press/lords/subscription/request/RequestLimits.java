package press.lords.subscription.request;

import java.time.Duration;

import io.github.bucket4j.TimeMeter;
import org.springframework.stereotype.Component;

/** Makes limits. What one network may ask for it may ask of all instances together. */
@Component
public final class RequestLimits {

    private final NetworkCounts counts;

    RequestLimits(NetworkCounts counts) {
        this.counts = counts;
    }

    /**
     * A limit for a minute.
     *
     * @param sort names it; instances count together by that
     * @param perNetwork from one network, of all instances
     * @param inAll from everywhere, of this instance
     */
    public RequestLimit perMinute(String sort, int perNetwork, int inAll) {
        Duration minute = Duration.ofMinutes(1);
        return new RequestLimit(
                perNetwork,
                inAll,
                minute,
                TimeMeter.SYSTEM_MILLISECONDS,
                (network, limit) -> counts.count(sort + "/" + network, limit, minute));
    }
}
