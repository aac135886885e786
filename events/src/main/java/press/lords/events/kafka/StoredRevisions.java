package press.lords.events.kafka;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import press.lords.events.Topic;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;

/**
 * Every revision's bytes under its hash. A commit that lost its race leaves an orphan with the same number here, so a number alone names
 * nothing: revision n is the one that the head, or the previous hash of n+1, names.
 */
final class StoredRevisions {

    private static final int FEW = 8;
    private static final int BYTES_AT_ONCE = 16 * 1024 * 1024;
    private static final int MOST_AT_ONCE = 50;

    private final Topic topic;
    private final MongoCollection<Document> collection;

    StoredRevisions(Topic topic, MongoCollection<Document> collection) {
        this.topic = topic;
        this.collection = collection;
        collection.createIndex(Indexes.ascending("thing", "number"));
    }

    void append(RevisionRecord record) {
        try {
            collection.insertOne(new Document("_id", record.hash())
                    .append("thing", record.id())
                    .append("number", record.number())
                    .append("previous", record.previous())
                    .append("headers", new Document(new TreeMap<>(record.headers())))
                    .append("value", new Binary(record.value())));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // The same hash is the same revision: a repeated attempt has stored it already.
        }
    }

    /** How many revisions may be in memory at once, were each as large as the topic allows. */
    int atOnce() {
        return Math.clamp(BYTES_AT_ONCE / topic.maxMessageBytes(), 1, MOST_AT_ONCE);
    }

    /** Revisions {@code from} to {@code to} (inclusive, both committed), oldest first. */
    List<RevisionRecord> between(Head head, int from, int to) {
        return to == head.revision() && to - from < FEW ? newest(head, from, to) : found(head, from, to);
    }

    /** From hash to hash: the last few of a thing are asked for most, and so no database reads more than these for them. */
    private List<RevisionRecord> newest(Head head, int from, int to) {
        List<RevisionRecord> chain = new ArrayList<>();
        String hash = head.hash();
        while (chain.size() <= to - from) {
            Document stored = collection.find(eq("_id", hash)).first();
            if (stored == null) {
                throw hole(head, from, to);
            }
            RevisionRecord record = read(stored);
            chain.add(record);
            hash = record.previous();
        }
        Collections.reverse(chain);
        return chain;
    }

    private List<RevisionRecord> found(Head head, int from, int to) {
        List<Document> candidates = new ArrayList<>();
        collection
                .find(and(eq("thing", head.id()), gte("number", from), lte("number", to)))
                .sort(Sorts.descending("number"))
                .into(candidates);
        List<RevisionRecord> chain = new ArrayList<>();
        String hash = hashOf(head, to);
        for (Document candidate : candidates) {
            if (candidate.getString("_id").equals(hash)) {
                RevisionRecord record = read(candidate);
                chain.add(record);
                hash = record.previous();
            }
        }
        if (chain.size() != to - from + 1) {
            throw hole(head, from, to);
        }
        Collections.reverse(chain);
        return chain;
    }

    private static IllegalStateException hole(Head head, int from, int to) {
        return new IllegalStateException("the chain of %s has a hole between %d and %d".formatted(head.id(), from, to));
    }

    void remove(String thing) {
        collection.deleteMany(eq("thing", thing));
    }

    /** The hash of a committed revision: the only one of its number, or else the one that its successor names. */
    @Nullable
    String hashOf(Head head, int number) {
        if (number == head.revision()) {
            return head.hash();
        }
        List<Document> candidates = new ArrayList<>();
        collection
                .find(and(eq("thing", head.id()), eq("number", number)))
                .limit(2)
                .into(candidates);
        if (candidates.size() == 1) {
            return candidates.getFirst().getString("_id");
        }
        String successor = hashOf(head, number + 1);
        Document next = collection.find(eq("_id", successor)).first();
        return next == null ? null : next.getString("previous");
    }

    @SuppressWarnings("NullAway") // every document here has these fields: append wrote it
    private RevisionRecord read(Document stored) {
        TreeMap<String, String> headers = new TreeMap<>();
        stored.get("headers", Document.class).forEach((name, value) -> headers.put(name, (String) value));
        return new RevisionRecord(
                topic,
                stored.getString("thing"),
                stored.getInteger("number"),
                stored.getString("previous"),
                stored.getString("_id"),
                headers,
                stored.get("value", Binary.class).getData());
    }
}
