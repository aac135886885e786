package press.lords.subscription.signup;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Date;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/** Mailboxes, by keyed hash, of readers who were erased: what others make us write there is limited more than elsewhere. Only who confirms the address again takes it off. */
@Repository
public class Suppressions {

    private final MongoCollection<Document> collection;
    private final Clock clock;

    Suppressions(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection("suppressions");
        this.clock = clock;
    }

    public void add(String mailbox, String reason) {
        collection.updateOne(
                Filters.eq(mailbox),
                Updates.combine(
                        Updates.setOnInsert("reason", reason),
                        Updates.setOnInsert("at", Date.from(clock.instant().truncatedTo(ChronoUnit.MILLIS)))),
                new UpdateOptions().upsert(true));
    }

    boolean has(String mailbox) {
        return collection.find(Filters.eq("_id", mailbox)).first() != null;
    }

    void remove(String mailbox) {
        collection.deleteOne(Filters.eq("_id", mailbox));
    }
}
