package press.lords.subscription.access;

import java.time.Duration;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

/**
 * How many failed attempts an address has left. An attempt counts at its beginning and is given back when it succeeds, so many at once don't
 * slip through. Counted by client and address, so that one misconfigured program doesn't shut out the others behind the same address; and by
 * address over all clients. Not by client alone: anyone could then lock the newsroom out.
 */
final class FailedAttempts {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** All unknown ids count as one: they are of the caller's making, and would fill the memory of attempts. */
    private static final String UNKNOWN = "?";

    private final AttemptSettings settings;
    private final TimeMeter time;
    private final Cache<Origin, Bucket> origins = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    FailedAttempts(AttemptSettings settings, TimeMeter time) {
        this.settings = settings;
        this.time = time;
    }

    /**
     * @param named client id that the caller claims
     * @param isKnown looks it up, which costs: it is asked only while the address has attempts left, and not for a client that has none
     */
    Attempt begin(String named, Predicate<String> isKnown, String address) {
        refuseWithoutAttempts(origins.getIfPresent(new Origin(named, address)));
        Bucket byAddress = bucket(new Origin("", address), settings.perAddress());
        take(byAddress);
        boolean known = isKnown(named, isKnown, byAddress);
        Bucket byClient = bucket(new Origin(known ? named : UNKNOWN, address), settings.perClientAndAddress());
        try {
            take(byClient);
        } catch (TooManyAttempts e) {
            if (known) {
                byAddress.addTokens(1);
            }
            throw e;
        }
        return () -> {
            byClient.addTokens(1);
            byAddress.addTokens(1);
        };
    }

    private static boolean isKnown(String named, Predicate<String> isKnown, Bucket byAddress) {
        try {
            return isKnown.test(named);
        } catch (RuntimeException e) {
            byAddress.addTokens(1);
            throw e;
        }
    }

    private static void refuseWithoutAttempts(@Nullable Bucket bucket) {
        if (bucket != null) {
            EstimationProbe probe = bucket.estimateAbilityToConsume(1);
            if (!probe.canBeConsumed()) {
                throw new TooManyAttempts(Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
        }
    }

    private static void take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyAttempts(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket(Origin origin, int attempts) {
        return origins.get(
                origin,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(attempts).refillGreedy(attempts, WINDOW))
                        .withCustomTimePrecision(time)
                        .build());
    }

    private record Origin(String clientId, String address) {}

    /** One attempt under way; it counts as failed until it is told otherwise. */
    @FunctionalInterface
    interface Attempt {
        void succeeded();
    }
}
