package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;

/** One-time links that we mailed, by the hash of their token: whoever reads the database can use none of them. */
@Repository
public class Links {

    static final String ANY_BROWSER = "";

    private final MongoCollection<Document> collection;
    private final Clock clock;

    Links(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection("links");
        this.clock = clock;
        collection.createIndex(Indexes.ascending("subscriber"));
        collection.createIndex(Indexes.ascending("until"));
    }

    /** What a link does. */
    public enum Purpose {
        CONFIRM,
        CONFIRM_ADDRESS,
        SIGN_IN
    }

    /**
     * @param newsletters that whoever follows the link agrees to, each with the words that stand in the mail
     * @param sealedAddress that whoever follows the link has from then on
     * @param browser who alone may follow it: the hash of a browser's cookie, or what stands for programs; {@link #ANY_BROWSER} for all
     */
    public record Link(
            String subscriber,
            Map<String, String> newsletters,
            @Nullable Binary sealedAddress,
            String browser) {

        Link(String subscriber, Map<String, String> newsletters) {
            this(subscriber, newsletters, null, ANY_BROWSER);
        }
    }

    /** Makes a link and answers its token, which is kept nowhere. */
    public String make(Purpose purpose, Link link, Instant until) {
        String token = Secrets.token();
        collection.insertOne(new Document("_id", Secrets.hash(token))
                .append("purpose", purpose.name())
                .append("subscriber", link.subscriber())
                .append("newsletters", new Document(new LinkedHashMap<>(link.newsletters())))
                .append("address", link.sealedAddress())
                .append("browser", link.browser())
                .append("until", Date.from(until)));
        return token;
    }

    /**
     * A link whose deed is begun.
     *
     * @param since when it was first begun, the same each time it is begun again
     */
    record Begun(Link link, Instant since) {}

    /** What a link would do, as long as it can be begun. Changes nothing. */
    Optional<Link> look(Purpose purpose, String token) {
        return Optional.ofNullable(collection
                        .find(unfinished(purpose, token, Date.from(now())))
                        .first())
                .map(Links::link);
    }

    /** Begins what a link does. It can be begun again, and be it by two at once, until it is {@link #finish finished}. */
    Optional<Begun> begin(Purpose purpose, String token) {
        Date now = Date.from(now());
        collection.updateOne(
                unfinished(purpose, token, now, Filters.exists("usedAt", false)), Updates.set("usedAt", now));
        return Optional.ofNullable(collection
                        .find(unfinished(purpose, token, now, Filters.exists("usedAt", true)))
                        .first())
                .map(found ->
                        new Begun(link(found), found.get("usedAt", Date.class).toInstant()));
    }

    /** What the reader's address was when the link was begun: once it is changed nothing else tells. */
    Optional<Binary> formerAddress(String token, Binary current) {
        String id = Secrets.hash(token);
        collection.updateOne(
                OneDocument.withId(id, Filters.exists("formerAddress", false)), Updates.set("formerAddress", current));
        return Optional.ofNullable(collection.find(Filters.eq("_id", id)).first())
                .map(found -> found.get("formerAddress", Binary.class));
    }

    /** Says for good that what a link does is done. Of any number who did it at once one succeeds. */
    boolean finish(String token) {
        return collection
                        .updateOne(
                                OneDocument.withId(
                                        Secrets.hash(token),
                                        Filters.exists("usedAt", true),
                                        Filters.exists("doneAt", false)),
                                Updates.set("doneAt", Date.from(now())))
                        .getModifiedCount()
                == 1;
    }

    /**
     * Uses a link up. Of any number who try at once one succeeds: the update finds the link unused or finds nothing.
     *
     * @param browser who shows the link, as {@link Link#browser} has it
     */
    public Optional<Link> redeem(Purpose purpose, String token, String browser) {
        return Optional.ofNullable(collection.findOneAndUpdate(
                        redeemable(purpose, token, browser), Updates.set("usedAt", Date.from(now()))))
                .map(Links::link);
    }

    private Bson redeemable(Purpose purpose, String token, String browser) {
        return OneDocument.withId(
                Secrets.hash(token),
                Filters.eq("purpose", purpose.name()),
                Filters.in("browser", ANY_BROWSER, browser),
                Filters.exists("usedAt", false),
                Filters.gt("until", Date.from(now())));
    }

    /** Whose link it is, as long as that browser can redeem it. Changes nothing. */
    public Optional<String> redeemableBy(Purpose purpose, String token, String browser) {
        return Optional.ofNullable(
                        collection.find(redeemable(purpose, token, browser)).first())
                .map(found -> found.getString("subscriber"));
    }

    /** Whether what the link does was done after that moment. */
    boolean wasDoneAfter(Purpose purpose, String token, Instant moment) {
        return collection
                        .find(OneDocument.withId(
                                Secrets.hash(token),
                                Filters.eq("purpose", purpose.name()),
                                Filters.gt("doneAt", Date.from(moment))))
                        .first()
                != null;
    }

    public long count(String subscriber) {
        return collection.countDocuments(Filters.eq("subscriber", subscriber));
    }

    /** Takes away the reader's other links of these purposes. */
    void forgetOthers(String subscriber, String token, Set<Purpose> purposes) {
        collection.deleteMany(Filters.and(
                Filters.eq("subscriber", subscriber),
                Filters.in("purpose", purposes.stream().map(Purpose::name).toList()),
                Filters.ne("_id", Secrets.hash(token))));
    }

    public long forget(String subscriber) {
        return collection.deleteMany(Filters.eq("subscriber", subscriber)).getDeletedCount();
    }

    public long forgetExpired(Instant before) {
        return collection.deleteMany(Filters.lt("until", Date.from(before))).getDeletedCount();
    }

    private static Bson unfinished(Purpose purpose, String token, Date now, Bson... further) {
        List<Bson> conditions = new ArrayList<>(List.of(further));
        conditions.add(Filters.eq("purpose", purpose.name()));
        conditions.add(Filters.exists("doneAt", false));
        conditions.add(Filters.gt("until", now));
        return OneDocument.withId(Secrets.hash(token), conditions.toArray(Bson[]::new));
    }

    private static Link link(Document document) {
        Map<String, String> newsletters = new LinkedHashMap<>();
        document.get("newsletters", Document.class)
                .forEach((newsletter, wording) -> newsletters.put(newsletter, (String) wording));
        return new Link(
                document.getString("subscriber"),
                newsletters,
                document.get("address", Binary.class),
                document.getString("browser"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
