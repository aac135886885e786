package press.lords.weather.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import org.bson.Document;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;

/**
 * The calls that a provider allows: so many a day, by all instances together, and none while it asks for patience. Counted in the database, so
 * that a restart gives none back.
 */
final class Allowance {

    private final MongoCollection<Document> allowances;
    private final String provider;
    private final long callsPerDay;
    private final Clock clock;

    Allowance(MongoCollection<Document> allowances, String provider, long callsPerDay, Clock clock) {
        this.allowances = allowances;
        this.provider = provider;
        this.callsPerDay = callsPerDay;
        this.clock = clock;
    }

    /** Takes one call, if there is one to take. */
    boolean take() {
        Instant now = clock.instant();
        String today = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
        return count(today, now) || (beginDay(today) && count(today, now));
    }

    private boolean count(String today, Instant now) {
        return allowances
                        .updateOne(
                                and(
                                        eq("_id", provider),
                                        eq("day", today),
                                        lt("calls", callsPerDay),
                                        not(gt("suspendedUntil", Date.from(now)))),
                                inc("calls", 1L))
                        .getModifiedCount()
                == 1;
    }

    /** Whether there is a new day to count; a clock that is behind never brings an old one back. */
    private boolean beginDay(String today) {
        try {
            allowances.updateOne(
                    and(eq("_id", provider), lt("day", today)),
                    combine(set("day", today), set("calls", 0L)),
                    new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /** No instance calls for so long; a shorter wait never cuts a longer one short. */
    void suspend(Duration wait) {
        Instant until = clock.instant().plus(wait);
        allowances.updateOne(eq("_id", provider), max("suspendedUntil", Date.from(until)));
    }
}
