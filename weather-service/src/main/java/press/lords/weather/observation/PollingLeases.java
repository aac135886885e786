package press.lords.weather.observation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import org.bson.Document;
import org.bson.conversions.Bson;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

/**
 * Lets one instance poll a place at a time. A lease lasts for one poll and runs out by itself, so whoever comes next takes over, after a crash
 * too. It only saves calls: two pollers, by unequal clocks, do no harm, since the journal commits each revision once.
 */
final class PollingLeases {

    private final MongoCollection<Document> leases;
    private final Duration length;
    private final Clock clock;

    PollingLeases(MongoCollection<Document> leases, Duration length, Clock clock) {
        this.leases = leases;
        this.length = length;
        this.clock = clock;
    }

    boolean take(String provider, String placeId) {
        Instant now = clock.instant();
        Instant until = now.plus(length);
        // A lease beyond our own length was taken under a longer interval: nobody waits for that.
        Bson free = and(eq("_id", provider + "/" + placeId), or(lte("until", now), gt("until", until)));
        try {
            UpdateResult result = leases.updateOne(free, Updates.set("until", until), new UpdateOptions().upsert(true));
            return result.getModifiedCount() == 1 || result.getUpsertedId() != null;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }
}
