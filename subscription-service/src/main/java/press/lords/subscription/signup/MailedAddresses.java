package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;

/** What we lately wrote to addresses of which nobody has said yet that they are theirs, by keyed hash of the inbox, whoever made us write: a stranger who signs up, or a reader who corrects an address. */
@Repository
public class MailedAddresses {

    public static final Duration APART = Duration.ofMinutes(15);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int IN_A_DAY = 3;

    private final MongoCollection<Document> collection;
    private final Subscribers subscribers;
    private final Suppressions suppressions;
    private final Clock clock;

    MailedAddresses(MongoDatabase database, Subscribers subscribers, Suppressions suppressions, Clock clock) {
        this.collection = database.getCollection("mailed-addresses");
        this.subscribers = subscribers;
        this.suppressions = suppressions;
        this.clock = clock;
        collection.createIndex(Indexes.ascending("last"));
    }

    /**
     * Counts a mail to the address, and to all that reach the same inbox; false when it is one too many. Whoever was erased there gets one a day at most.
     *
     * @param reason the same for the same mail, which counts once, however often it is tried
     */
    public boolean count(EmailAddress address, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String inbox = inbox(address);
        Document known = collection.find(Filters.eq("_id", inbox)).first();
        Duration apart = suppressions.has(subscribers.mailbox(address)) ? DAY : APART;
        return known == null ? isFirst(inbox, reason, now) : isNext(known, reason, apart, now);
    }

    private boolean isFirst(String inbox, String reason, Instant now) {
        try {
            collection.insertOne(new Document("_id", inbox)
                    .append("last", Date.from(now))
                    .append("lately", List.of(mailing(reason, now))));
            return true;
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private boolean isNext(Document known, String reason, Duration apart, Instant now) {
        Date last = known.getDate("last");
        List<Document> lately = new ArrayList<>(known.getList("lately", Document.class));
        if (lately.stream().anyMatch(one -> reason.equals(one.getString("reason")))) {
            return true;
        }
        lately.removeIf(one -> one.getDate("at").toInstant().isBefore(now.minus(DAY)));
        if (last.toInstant().isAfter(now.minus(apart)) || lately.size() >= IN_A_DAY) {
            return false;
        }
        lately.add(mailing(reason, now));
        return collection
                        .updateOne(
                                OneDocument.withId(known.getString("_id"), Filters.eq("last", last)),
                                Updates.combine(Updates.set("last", Date.from(now)), Updates.set("lately", lately)))
                        .getMatchedCount()
                == 1;
    }

    private static Document mailing(String reason, Instant at) {
        return new Document("reason", reason).append("at", Date.from(at));
    }

    /** Whoever reads there has said that the address is theirs: nothing is suppressed any more, and from now on their own limit counts. */
    void forget(EmailAddress address) {
        suppressions.remove(subscribers.mailbox(address));
        collection.deleteOne(Filters.eq("_id", inbox(address)));
    }

    private String inbox(EmailAddress address) {
        return subscribers.mailbox(address.inbox());
    }

    public long forgetBefore(Instant moment) {
        return collection.deleteMany(Filters.lt("last", Date.from(moment))).getDeletedCount();
    }
}
