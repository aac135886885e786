package press.lords.subscription.request;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

/**
 * How many requests of one sort are heard, by network, by the networks around it and in all. What it refuses depends on nothing that the request says. Each
 * instance counts by itself first, so that a flood ends here; what it lets pass counts where all instances do.
 */
public final class RequestLimit {

    private static final int NETWORKS = 20_000;
    /** A house or an office behind several addresses is no attack yet. */
    private static final int AROUND = 4;

    private final Bucket inAll;
    private final int perNetwork;
    private final Duration window;
    private final TimeMeter time;
    private final Cache<String, Bucket> networks;
    private final Together together;

    RequestLimit(int perNetwork, int inAll, Duration window, TimeMeter time, Together together) {
        this.perNetwork = perNetwork;
        this.window = window;
        this.time = time;
        this.together = together;
        this.inAll = bucket(inAll);
        this.networks = Caffeine.newBuilder()
                .maximumSize(NETWORKS)
                .expireAfterAccess(window.multipliedBy(2))
                .build();
    }

    /** Counts a request from that address; throws {@link RequestProblem.TooMany} when it is one too many. */
    public void count(String address) {
        String network = Network.of(address);
        String around = "around " + Network.around(address);
        take(networks.get(network, _ -> bucket(perNetwork)));
        take(networks.get(around, _ -> bucket(perNetwork * AROUND)));
        take(inAll);
        together.count(network, perNetwork);
        together.count(around, perNetwork * AROUND);
    }

    /** What all instances were asked together. */
    @FunctionalInterface
    interface Together {
        void count(String network, int limit);
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
