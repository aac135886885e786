package press.lords.subscription.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;

/**
 * Every mail that is or was owed to one reader. What it says and to whom is sealed under the reader's key and goes when the mail is done; what
 * stays for a while is that it was. {@code dueAt} is there as long as something is to be done: the next attempt, or the end of a lease.
 */
@Repository
class Outbox {

    /** Then the mail is done: a server that never says that it has one would get it until its time is over. */
    private static final int MOST_UNCLEAR = 5;

    private final MongoCollection<Document> collection;
    private final Clock clock;

    Outbox(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection("mails");
        this.clock = clock;
        collection.createIndex(Indexes.ascending("dueAt"), new IndexOptions().sparse(true));
        collection.createIndex(Indexes.ascending("subscriber"));
        collection.createIndex(Indexes.ascending("createdAt"));
        // For what operators' health checks count, every few seconds.
        collection.createIndex(Indexes.ascending("state"));
        collection.createIndex(Indexes.ascending("maybe"));
    }

    /** Says whether it wasn't there. */
    boolean add(OwedMail mail, byte[] sealed) {
        Date now = Date.from(now());
        try {
            collection.insertOne(new Document("_id", mail.id())
                    .append("subscriber", mail.subscriber())
                    .append("letter", mail.letter().name())
                    .append("state", MailState.QUEUED.name())
                    .append("sealed", new Binary(sealed))
                    .append("until", Date.from(mail.until()))
                    .append("attempts", 0)
                    .append("maybe", 0)
                    .append("createdAt", now)
                    .append("dueAt", now));
            return true;
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    boolean has(String id) {
        return collection.find(Filters.eq("_id", id)).first() != null;
    }

    /** Takes the mail that is due longest, if there is one; for others it is due again when the lease ends. */
    Optional<ClaimedMail> claim(Duration lease) {
        String name = UUID.randomUUID().toString();
        Instant now = now();
        return Optional.ofNullable(collection.findOneAndUpdate(
                        Filters.and(Filters.eq("state", MailState.QUEUED.name()), Filters.lte("dueAt", Date.from(now))),
                        Updates.combine(
                                Updates.set("state", MailState.SENDING.name()),
                                Updates.set("lease", name),
                                Updates.set("dueAt", Date.from(now.plus(lease))),
                                Updates.inc("attempts", 1)),
                        new FindOneAndUpdateOptions()
                                .sort(Sorts.ascending("dueAt"))
                                .returnDocument(ReturnDocument.AFTER)))
                .map(Outbox::claimed);
    }

    /** Puts back what was being sent when its sender died: each of them may have gone out. Returns how many. */
    long reclaim() {
        Bson left = Filters.and(Filters.eq("state", MailState.SENDING.name()), Filters.lte("dueAt", Date.from(now())));
        long givenUp = collection
                .updateMany(
                        Filters.and(left, Filters.gte("maybe", MOST_UNCLEAR - 1)),
                        Updates.combine(done(MailState.FAILED, "senders-died"), Updates.inc("maybe", 1)))
                .getModifiedCount();
        return givenUp
                + collection
                        .updateMany(
                                Filters.and(left, Filters.lt("maybe", MOST_UNCLEAR - 1)),
                                Updates.combine(
                                        Updates.set("state", MailState.QUEUED.name()),
                                        Updates.unset("lease"),
                                        Updates.inc("maybe", 1)))
                        .getModifiedCount();
    }

    /** Also after the lease: that the server has the mail is so, whoever holds it by now. */
    void sent(ClaimedMail mail) {
        collection.updateOne(OneDocument.withId(mail.id(), Filters.exists("dueAt")), done(MailState.SENT, null));
    }

    void failed(ClaimedMail mail, String reason) {
        collection.updateOne(held(mail), done(MailState.FAILED, reason));
    }

    private Bson done(MailState state, @Nullable String reason) {
        return Updates.combine(
                Updates.set("state", state.name()),
                Updates.set("doneAt", Date.from(now())),
                reason == null ? Updates.unset("reason") : Updates.set("reason", reason),
                Updates.unset("sealed"),
                Updates.unset("lease"),
                Updates.unset("dueAt"));
    }

    void again(ClaimedMail mail, Duration after, String reason) {
        collection.updateOne(held(mail), queued(after, reason));
    }

    /** It may have gone out all the same; it is sent again, though not for ever. */
    void unclear(ClaimedMail mail, Duration after, String reason) {
        Bson outcome = mail.maybe() + 1 < MOST_UNCLEAR ? queued(after, reason) : done(MailState.FAILED, reason);
        collection.updateOne(held(mail), Updates.combine(outcome, Updates.inc("maybe", 1)));
    }

    private Bson queued(Duration after, String reason) {
        return Updates.combine(
                Updates.set("state", MailState.QUEUED.name()),
                Updates.set("reason", reason),
                Updates.set("dueAt", Date.from(now().plus(after))),
                Updates.unset("lease"));
    }

    /** Not tried: the mail server takes no more for a moment. */
    void postpone(ClaimedMail mail, Duration after) {
        collection.updateOne(
                held(mail),
                Updates.combine(
                        Updates.set("state", MailState.QUEUED.name()),
                        Updates.set("dueAt", Date.from(now().plus(after))),
                        Updates.unset("lease"),
                        Updates.inc("attempts", -1)));
    }

    /** Sums for operators. */
    MailCounts counts() {
        long unclear = 0;
        for (Document one : collection.find(Filters.gt("maybe", 0)).projection(new Document("maybe", 1))) {
            unclear += one.getInteger("maybe");
        }
        return new MailCounts(
                count(MailState.QUEUED) + count(MailState.SENDING),
                count(MailState.SENT),
                count(MailState.FAILED),
                unclear);
    }

    private long count(MailState state) {
        return collection.countDocuments(Filters.eq("state", state.name()));
    }

    List<KeptMail> of(String subscriber) {
        return collection
                .find(Filters.eq("subscriber", subscriber))
                .sort(Sorts.ascending("createdAt"))
                .map(Outbox::kept)
                .into(new ArrayList<>());
    }

    long forget(String subscriber) {
        return collection.deleteMany(Filters.eq("subscriber", subscriber)).getDeletedCount();
    }

    long forgetBefore(Instant moment) {
        return collection.deleteMany(Filters.lt("createdAt", Date.from(moment))).getDeletedCount();
    }

    private static Bson held(ClaimedMail mail) {
        return OneDocument.withId(mail.id(), Filters.eq("lease", mail.lease()));
    }

    @SuppressWarnings("NullAway") // every document here has these fields: add wrote it
    private static ClaimedMail claimed(Document document) {
        return new ClaimedMail(
                document.getString("_id"),
                document.getString("subscriber"),
                Letter.valueOf(document.getString("letter")),
                document.getDate("until").toInstant(),
                document.get("sealed", Binary.class),
                document.getInteger("attempts"),
                document.getInteger("maybe", 0),
                document.getString("lease"));
    }

    private static KeptMail kept(Document document) {
        Date done = document.getDate("doneAt");
        return new KeptMail(
                document.getString("letter"),
                document.getString("state"),
                document.getDate("createdAt").toInstant(),
                done == null ? null : done.toInstant());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
