package press.lords.weather.observation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import com.mongodb.MongoException;

/**
 * One place's polls by this instance. It looks whenever the place may be polled by what it knows, so it is there soon after a poll is due, and soon
 * after another instance that was at it has died.
 */
final class PollInTurn {

    /** Instances look one after the other rather than at once. */
    private static final Duration LONGEST_STAGGER = Duration.ofSeconds(2);

    private static final int STAGGER_SHARE = 20;

    private final String provider;
    private final String placeId;
    private final Runnable poll;
    private final PollMetrics metrics;
    private final PollingLeases leases;
    private final Duration interval;
    private final Clock clock;
    private final Outage databaseOutage;

    PollInTurn(
            String provider,
            String placeId,
            Runnable poll,
            PollMetrics metrics,
            PollingLeases leases,
            Duration interval,
            Clock clock) {
        this.provider = provider;
        this.placeId = placeId;
        this.poll = poll;
        this.metrics = metrics;
        this.leases = leases;
        this.interval = interval;
        this.clock = clock;
        this.databaseOutage = new Outage("keeping the weather of " + placeId + " in the database");
    }

    /** Polls unless another instance does or did; says when to look again. Never runs twice at a time. */
    Instant look() {
        try {
            Optional<PollingLeases.Lease> lease = leases.take(provider, placeId);
            lease.ifPresent(this::poll);
            Instant free = leases.freeFrom(provider, placeId);
            databaseOutage.succeeded();
            return free.plus(stagger());
        } catch (MongoException e) {
            databaseOutage.failed(e.getClass().getSimpleName());
            metrics.polled(provider, "database-failed");
            return unknown();
        }
    }

    /** The place rests whatever became of the poll: the provider was asked, and must not be again at each look. */
    private void poll(PollingLeases.Lease lease) {
        try {
            poll.run();
        } finally {
            leases.rest(lease);
        }
    }

    /** When to look again if nothing is known. */
    Instant unknown() {
        return clock.instant().plus(interval.dividedBy(STAGGER_SHARE)).plus(stagger());
    }

    /** A twentieth of the interval at most, which is what is left of it when a place has rested for longest. */
    private Duration stagger() {
        long millis = Math.min(LONGEST_STAGGER.toMillis(), interval.toMillis() / STAGGER_SHARE);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis + 1));
    }
}
