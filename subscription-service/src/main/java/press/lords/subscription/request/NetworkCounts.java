package press.lords.subscription.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;
import press.lords.subscription.vault.KeyedHash;
import press.lords.subscription.vault.Vault;

/**
 * What networks have asked of all instances together. A network's document has one number, the moment when its bucket is full again: each request moves it
 * on by a request's share of the window, and none may move it further than a window ahead. So a conditional update decides, and nothing is read. The
 * document doesn't say which network it is of.
 */
@Repository
public class NetworkCounts {

    private static final int TRIES = 3;

    private final MongoCollection<Document> collection;
    private final KeyedHash networks;
    private final Clock clock;

    NetworkCounts(MongoDatabase database, Vault vault, Clock clock) {
        this.collection = database.getCollection("network-counts");
        this.networks = vault.keyedHash("network-counts");
        this.clock = clock;
        collection.createIndex(Indexes.ascending("fullAt"));
    }

    /** Throws {@link RequestProblem.TooMany} when it is one too many; that one doesn't count. */
    void count(String network, int limit, Duration window) {
        String id = networks.of(network);
        long share = Math.max(1, window.toMillis() / limit);
        long now = clock.millis();
        long latest = now + window.toMillis() - share;
        for (int tried = 0; tried < TRIES; tried++) {
            if (isCounted(id, now, latest, share) || isFirst(id, now, share)) {
                return;
            }
            long fullAt = fullAt(id).orElse(now);
            if (fullAt > latest) {
                throw new RequestProblem.TooMany(Duration.ofMillis(fullAt - latest));
            }
            // Another one was the first meanwhile.
        }
        throw new RequestProblem.TooMany(Duration.ofMillis(share));
    }

    private boolean isCounted(String id, long now, long latest, long share) {
        Document within = new Document("$gt", now).append("$lte", latest);
        return collection
                        .updateOne(OneDocument.withId(id, Filters.eq("fullAt", within)), Updates.inc("fullAt", share))
                        .getMatchedCount()
                == 1;
    }

    /** The first that counts, or the first since the bucket was full. */
    private boolean isFirst(String id, long now, long share) {
        try {
            collection.updateOne(
                    OneDocument.withId(id, Filters.lte("fullAt", now)),
                    Updates.set("fullAt", now + share),
                    new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private Optional<Long> fullAt(String id) {
        return Optional.ofNullable(collection.find(Filters.eq("_id", id)).first())
                .map(network -> network.getLong("fullAt"));
    }

    /** Forgets networks that might ask for all again. Returns how many. */
    public long forgetFull(Instant now) {
        return collection.deleteMany(Filters.lt("fullAt", now.toEpochMilli())).getDeletedCount();
    }
}
