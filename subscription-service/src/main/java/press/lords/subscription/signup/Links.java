package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;

/** One-time links that we mailed, by the hash of their token: whoever reads the database can use none of them. */
@Repository
public class Links {

    private final MongoCollection<Document> collection;
    private final Clock clock;

    Links(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection("links");
        this.clock = clock;
    }

    /** What a link does. */
    public enum Purpose {
        CONFIRM,
        CONFIRM_ADDRESS,
        SIGN_IN
    }

    /**
     * @param newsletters that whoever follows the link agrees to
     * @param sealedAddress that whoever follows the link has from then on
     */
    public record Link(
            String subscriber, List<String> newsletters, @Nullable Binary sealedAddress) {

        Link(String subscriber, List<String> newsletters) {
            this(subscriber, newsletters, null);
        }
    }

    /** Makes a link and answers its token, which is kept nowhere. */
    public String make(Purpose purpose, Link link, Instant until) {
        String token = Secrets.token();
        collection.insertOne(new Document("_id", Secrets.hash(token))
                .append("purpose", purpose.name())
                .append("subscriber", link.subscriber())
                .append("newsletters", link.newsletters())
                .append("address", link.sealedAddress())
                .append("until", Date.from(until)));
        return token;
    }

    /** Uses a link up. Of any number who try at once one succeeds: the update finds the link unused or finds nothing. */
    public Optional<Link> redeem(Purpose purpose, String token) {
        Date now = Date.from(now());
        return Optional.ofNullable(collection.findOneAndUpdate(
                        OneDocument.withId(
                                Secrets.hash(token),
                                Filters.eq("purpose", purpose.name()),
                                Filters.exists("usedAt", false),
                                Filters.gt("until", now)),
                        Updates.set("usedAt", now)))
                .map(Links::link);
    }

    /** Whether the link was used after that moment. */
    boolean wasUsedAfter(Purpose purpose, String token, Instant moment) {
        return collection
                        .find(OneDocument.withId(
                                Secrets.hash(token),
                                Filters.eq("purpose", purpose.name()),
                                Filters.gt("usedAt", Date.from(moment))))
                        .first()
                != null;
    }

    public long count(String subscriber) {
        return collection.countDocuments(Filters.eq("subscriber", subscriber));
    }

    public long forget(String subscriber) {
        return collection.deleteMany(Filters.eq("subscriber", subscriber)).getDeletedCount();
    }

    public long forgetExpired(Instant before) {
        return collection.deleteMany(Filters.lt("until", Date.from(before))).getDeletedCount();
    }

    private static Link link(Document document) {
        return new Link(document.getString("subscriber"), document.getList("newsletters", String.class, List.of()), document.get("address", Binary.class));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
