package press.lords.subscription.request;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

/** How many requests of one sort are heard, by network, by the networks around it and in all. What it refuses depends on nothing that the request says. */
public final class RequestLimit {

    private static final int NETWORKS = 20_000;
    /** A house or an office behind several addresses is no attack yet. */
    private static final int AROUND = 4;

    private final Bucket inAll;
    private final int perNetwork;
    private final Duration window;
    private final TimeMeter time;
    private final Cache<String, Bucket> networks;

    public RequestLimit(int perNetwork, int inAll, Duration window) {
        this(perNetwork, inAll, window, TimeMeter.SYSTEM_MILLISECONDS);
    }

    RequestLimit(int perNetwork, int inAll, Duration window, TimeMeter time) {
        this.perNetwork = perNetwork;
        this.window = window;
        this.time = time;
        this.inAll = bucket(inAll);
        this.networks = Caffeine.newBuilder()
                .maximumSize(NETWORKS)
                .expireAfterAccess(window.multipliedBy(2))
                .build();
    }

    /** Counts a request from that address; throws {@link RequestProblem.TooMany} when it is one too many. */
    public void count(String address) {
        take(networks.get(Network.of(address), _ -> bucket(perNetwork)));
        take(networks.get("around " + Network.around(address), _ -> bucket(perNetwork * AROUND)));
        take(inAll);
    }

    private static void take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new RequestProblem.TooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket(int requests) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, window))
                .withCustomTimePrecision(time)
                .build();
    }
}
