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
        ONE_CLICK
    }

    /** @param wording what the reader saw */
    public record Entry(String newsletter, boolean given, Instant at, String how, String wording) {}

    void add(String subscriber, String newsletter, boolean given, Instant at, How how, String wording) {
        collection.insertOne(new Document("subscriber", subscriber)
                .append("newsletter", newsletter)
                .append("given", given)
                .append("at", Date.from(at))
                .append("how", how.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .append("wording", wording));
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
