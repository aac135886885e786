package press.lords.subscription.access.session;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;
import press.lords.subscription.signup.Secrets;

/** Sessions that are open; one that ended isn't here any more. */
@Repository
class Sessions {

    /** Of one reader; more devices than anyone has. */
    static final int MOST = 100;

    private final MongoCollection<Document> collection;
    private final SessionSettings settings;
    private final Clock clock;

    Sessions(MongoDatabase database, SessionSettings settings, Clock clock) {
        this.collection = database.getCollection("sessions");
        this.settings = settings;
        this.clock = clock;
        collection.createIndex(Indexes.ascending("subscriber"));
        collection.createIndex(Indexes.ascending("until"));
    }

    Session open(String subscriber, boolean twoFactors) {
        Instant now = now();
        Session session = new Session(Secrets.id(), subscriber, 1, now, now, now.plus(settings.lifetime()), twoFactors);
        collection.insertOne(new Document("_id", session.id())
                .append("subscriber", subscriber)
                .append("generation", 1)
                .append("openedAt", Date.from(now))
                .append("refreshedAt", Date.from(now))
                .append("until", Date.from(session.until()))
                .append("twoFactors", twoFactors));
        return session;
    }

    Optional<Session> find(String id) {
        return Optional.ofNullable(collection
                        .find(OneDocument.withId(id, Filters.gt("until", Date.from(now()))))
                        .first())
                .map(Sessions::read);
    }

    /** The next generation, if this one is still current: of many who try, one succeeds. */
    Optional<Session> rotate(String id, int generation) {
        Instant now = now();
        return Optional.ofNullable(collection.findOneAndUpdate(
                        OneDocument.withId(
                                id, Filters.eq("generation", generation), Filters.gt("until", Date.from(now))),
                        Updates.combine(
                                Updates.inc("generation", 1),
                                Updates.set("refreshedAt", Date.from(now)),
                                Updates.set("until", Date.from(now.plus(settings.lifetime())))),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(Sessions::read);
    }

    /** The oldest first. */
    List<Session> of(String subscriber) {
        return collection
                .find(Filters.and(Filters.eq("subscriber", subscriber), Filters.gt("until", Date.from(now()))))
                .sort(Sorts.descending("openedAt"))
                .limit(MOST)
                .map(Sessions::read)
                .into(new ArrayList<>())
                .reversed();
    }

    /** Those beyond what a reader may have, which weren't used for longest; at most so many at once, with the expired. */
    List<Session> beyondMost(String subscriber) {
        return collection
                .find(Filters.eq("subscriber", subscriber))
                .sort(Sorts.descending("refreshedAt"))
                .skip(MOST)
                .limit(MOST)
                .map(Sessions::read)
                .into(new ArrayList<>());
    }

    /** When a reader's tokens were last given out, by whichever instance's clock. */
    Optional<Instant> lastRefreshOf(String subscriber) {
        return Optional.ofNullable(collection
                        .find(Filters.eq("subscriber", subscriber))
                        .sort(Sorts.descending("refreshedAt"))
                        .first())
                .map(Sessions::read)
                .map(Session::refreshedAt);
    }

    boolean end(String id) {
        return collection.deleteOne(Filters.eq("_id", id)).getDeletedCount() == 1;
    }

    long endAll(String subscriber) {
        return collection.deleteMany(Filters.eq("subscriber", subscriber)).getDeletedCount();
    }

    long forgetExpired() {
        return collection.deleteMany(Filters.lt("until", Date.from(now()))).getDeletedCount();
    }

    private static Session read(Document document) {
        return new Session(
                document.getString("_id"),
                document.getString("subscriber"),
                document.getInteger("generation"),
                document.getDate("openedAt").toInstant(),
                document.getDate("refreshedAt").toInstant(),
                document.getDate("until").toInstant(),
                document.getBoolean("twoFactors", false));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
