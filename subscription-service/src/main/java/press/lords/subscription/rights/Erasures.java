package press.lords.subscription.rights;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/** Readers whose erasure was asked for and isn't done to its end: who is half erased can't sign in to ask again. */
@Repository
class Erasures {

    /** Whoever is at one is done with it, or dead, by then. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private final MongoCollection<Document> collection;
    private final Clock clock;

    Erasures(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection("erasures");
        this.clock = clock;
    }

    void begin(String subscriber) {
        collection.updateOne(
                Filters.eq("_id", subscriber),
                Updates.setOnInsert("at", Date.from(now())),
                new UpdateOptions().upsert(true));
    }

    /** Those that nobody is at any more. */
    List<String> cutOff(int limit) {
        return collection
                .find(Filters.lt("at", Date.from(now().minus(UNDER_WAY))))
                .limit(limit)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    void done(String subscriber) {
        collection.deleteOne(Filters.eq("_id", subscriber));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
