package press.lords.subscription.signup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/** Which newsletters readers agreed to and when they took it back, apart from their accounts. Entries are added, never changed. */
@Repository
public class NewsletterConsents {

    private final MongoCollection<Document> collection;

    NewsletterConsents(MongoDatabase database) {
        this.collection = database.getCollection("newsletter-consents");
        collection.createIndex(Indexes.ascending("subscriber"));
    }

    /** How a reader said it. */
    public enum How {
        CONFIRMATION,
        PREFERENCES,
        ONE_CLICK,
        COMPLAINT;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param wording what the reader saw */
    public record Entry(String newsletter, boolean given, Instant at, String how, String wording) {}

    /** @param version of the reader that the choice changes; what is said of it twice is written once */
    void add(String subscriber, int version, Entry entry) {
        String id = subscriber + "/" + version + "/" + entry.newsletter();
        collection.updateOne(
                Filters.eq("_id", id),
                Updates.combine(
                        Updates.setOnInsert("subscriber", subscriber),
                        Updates.setOnInsert("newsletter", entry.newsletter()),
                        Updates.setOnInsert("given", entry.given()),
                        Updates.setOnInsert("at", Date.from(entry.at())),
                        Updates.setOnInsert("how", entry.how()),
                        Updates.setOnInsert("wording", entry.wording())),
                new UpdateOptions().upsert(true));
    }

    /** When something was given or withdrawn since then, the oldest first. */
    public List<Instant> since(Instant moment, String subscriber) {
        return collection
                .find(Filters.and(Filters.eq("subscriber", subscriber), Filters.gt("at", Date.from(moment))))
                .sort(Sorts.ascending("at"))
                .map(entry -> entry.getDate("at").toInstant())
                .into(new ArrayList<>());
    }

    public List<Entry> of(String subscriber) {
        return collection
                .find(Filters.eq("subscriber", subscriber))
                .sort(Sorts.ascending("at"))
                .map(entry -> new Entry(
                        entry.getString("newsletter"),
                        entry.getBoolean("given"),
                        entry.getDate("at").toInstant(),
                        entry.getString("how"),
                        entry.getString("wording")))
                .into(new ArrayList<>());
    }
}
