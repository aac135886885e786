package press.lords.events.kafka;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import press.lords.events.Topic;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;

/**
 * Every revision's bytes under its hash. A commit that lost its race leaves an orphan with the same number here, so a number alone names
 * nothing: revision n is the one that the head, or the previous hash of n+1, names.
 */
final class StoredRevisions {

    private static final int FEW = 8;
    private static final int HASHES_AT_ONCE = 1_000;
    private static final int BYTES_AT_ONCE = 16 * 1024 * 1024;
    private static final int MOST_AT_ONCE = 50;

    private final Topic topic;
    private final MongoCollection<Document> collection;

    StoredRevisions(Topic topic, MongoCollection<Document> collection) {
        this.topic = topic;
        this.collection = collection;
        collection.createIndex(Indexes.ascending("thing", "number"));
    }

    void append(RevisionRecord record, @Nullable String by) {
        Document revision = new Document("_id", record.hash())
                .append("thing", record.id())
                .append("number", record.number())
                .append("previous", record.previous())
                .append("headers", new Document(new TreeMap<>(record.headers())))
                .append("value", new Binary(record.value()));
        if (by != null) {
            revision.append("by", by);
        }
        try {
            collection.insertOne(revision);
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
        return read(hashes(head, from, to));
    }

    /**
     * Hashes of the revisions from a number on, oldest first, in portions that may be in memory at once; of a long history only the next ones.
     * That they are looked up together spares a database that keeps no index from reading all its revisions for each portion.
     */
    List<List<String>> portions(Head head, int from) {
        List<String> hashes = hashes(head, from, Math.min(from + HASHES_AT_ONCE - 1, head.revision()));
        List<List<String>> portions = new ArrayList<>();
        for (int start = 0; start < hashes.size(); start += atOnce()) {
            portions.add(hashes.subList(start, Math.min(start + atOnce(), hashes.size())));
        }
        return portions;
    }

    /** The revisions of these hashes, in their order. */
    List<RevisionRecord> read(List<String> hashes) {
        Map<String, RevisionRecord> found = new HashMap<>();
        collection.find(in("_id", hashes)).map(this::read).forEach(record -> found.put(record.hash(), record));
        return hashes.stream()
                .map(hash -> Optional.ofNullable(found.get(hash))
                        .orElseThrow(() -> new IllegalStateException("revision " + hash + " is gone")))
                .toList();
    }

    private List<String> hashes(Head head, int from, int to) {
        Function<String, @Nullable String> previous =
                to == head.revision() && to - from < FEW ? this::previous : candidates(head, from, to)::get;
        List<String> chain = new ArrayList<>();
        String hash = hashOf(head, to);
        while (chain.size() <= to - from) {
            String before = hash == null ? null : previous.apply(hash);
            if (hash == null || before == null) {
                throw hole(head, from, to);
            }
            chain.add(hash);
            hash = before;
        }
        Collections.reverse(chain);
        return chain;
    }

    /** What a revision names as the one before it, empty for the first: the last few of a thing are asked for most, and read one by one. */
    private @Nullable String previous(String hash) {
        Document stored =
                collection.find(eq("_id", hash)).projection(include("previous")).first();
        return stored == null ? null : stored.get("previous", "");
    }

    /** The same of all that have one of these numbers, orphans too. */
    private Map<String, String> candidates(Head head, int from, int to) {
        Map<String, String> previous = new HashMap<>();
        collection
                .find(and(eq("thing", head.id()), gte("number", from), lte("number", to)))
                .projection(include("previous"))
                .forEach(stored -> previous.put(stored.getString("_id"), stored.get("previous", "")));
        return previous;
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
