package press.lords.weather.observation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

/**
 * Lets one instance poll a place at a time. A lease lasts for one poll, so that others soon take over from a poller who died; once polled, the place
 * rests until the next poll is due, for all. Leases only save calls: two pollers, by unequal clocks, do no harm, since the journal commits each
 * revision once.
 */
final class PollingLeases {

    private final MongoCollection<Document> leases;
    private final Duration pollWithin;
    private final Duration interval;
    private final Clock clock;

    /**
     * @param pollWithin a poller who takes longer is taken for dead
     * @param interval from one poll of a place to the next at most
     */
    PollingLeases(MongoCollection<Document> leases, Duration pollWithin, Duration interval, Clock clock) {
        this.leases = leases;
        this.pollWithin = pollWithin;
        this.interval = interval;
        this.clock = clock;
    }

    /** What a poller has until then. */
    record Lease(String id, Instant until) {}

    /** Nothing while another polls the place, or it rests. */
    Optional<Lease> take(String provider, String placeId) {
        Instant now = now();
        Lease lease = new Lease(id(provider, placeId), now.plus(pollWithin));
        // Further away than anything of ours was written under a longer interval: nobody waits for that. Further by the
        // time of a poll, since another one may have taken it after this clock was read.
        Instant furthest = lease.until().plus(interval.compareTo(pollWithin) > 0 ? interval : pollWithin);
        Bson free = and(eq("_id", lease.id()), or(lte("until", now), gt("until", furthest)));
        boolean isTaken =
                leases.updateOne(free, Updates.set("until", lease.until())).getModifiedCount() == 1;
        return isTaken || isFirst(lease) ? Optional.of(lease) : Optional.empty();
    }

    /** Nobody had one before. An upsert would say so to several at once on some engines (ADR 21); only one can insert. */
    private boolean isFirst(Lease lease) {
        if (leases.find(eq("_id", lease.id())).first() != null) {
            return false;
        }
        try {
            leases.insertOne(new Document("_id", lease.id()).append("until", Date.from(lease.until())));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Gives a lease back after the poll. The place rests for 80 to 95 % of the interval, so that places don't keep step. Nothing happens when another
     * one has the lease by now.
     */
    void rest(Lease lease) {
        long millis = interval.toMillis();
        Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis * 80 / 100, millis * 95 / 100));
        leases.updateOne(
                and(eq("_id", lease.id()), eq("until", lease.until())),
                Updates.set("until", lease.until().minus(pollWithin).plus(pause)));
    }

    /** When the place may be polled, as far as it is known now. */
    Instant freeFrom(String provider, String placeId) {
        return Optional.ofNullable(leases.find(eq("_id", id(provider, placeId))).first())
                .map(lease -> lease.get("until", Date.class))
                .map(Date::toInstant)
                .orElseGet(this::now);
    }

    private static String id(String provider, String placeId) {
        return provider + "/" + placeId;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
