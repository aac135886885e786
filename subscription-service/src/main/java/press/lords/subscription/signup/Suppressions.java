package press.lords.subscription.signup;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/**
 * Mailboxes, by keyed hash, that get no newsletter, and less than others of what strangers make us write. Only who confirms the address again
 * takes one off.
 */
@Repository
public class Suppressions {

    private final MongoCollection<Document> collection;
    private final Clock clock;

    Suppressions(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection("suppressions");
        this.clock = clock;
    }

    /** Why it was put on. */
    public enum Reason {
        /** Whoever reads there was erased. */
        ERASED,
        /** There is no such mailbox. */
        HARD_BOUNCE,
        /** Whoever reads there called a mail of ours spam. */
        COMPLAINT
    }

    public void add(String mailbox, Reason reason) {
        collection.updateOne(
                Filters.eq(mailbox),
                Updates.combine(
                        Updates.setOnInsert("reason", text(reason)),
                        Updates.setOnInsert("at", Date.from(clock.instant().truncatedTo(ChronoUnit.MILLIS)))),
                new UpdateOptions().upsert(true));
    }

    boolean has(String mailbox) {
        return collection.find(Filters.eq("_id", mailbox)).first() != null;
    }

    /** Those of them that are on. */
    public Set<String> among(Collection<String> mailboxes) {
        return collection
                .find(Filters.in("_id", mailboxes))
                .map(suppressed -> suppressed.getString("_id"))
                .into(new HashSet<>());
    }

    private static String text(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void remove(String mailbox) {
        collection.deleteOne(Filters.eq("_id", mailbox));
    }
}
