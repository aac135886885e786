package press.lords.events.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import org.bson.Document;
import org.bson.conversions.Bson;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static press.lords.events.kafka.OneDocument.withId;

/** The one document of each thing: the commit is an update of it, and so is the mark that says what is sent. */
final class Heads {

    private final MongoCollection<Document> collection;

    Heads(MongoCollection<Document> collection) {
        this.collection = collection;
        collection.createIndex(Indexes.ascending("pending"), new IndexOptions().sparse(true));
        collection.createIndex(Indexes.ascending("sent.topic", "_id"));
    }

    Optional<Document> commit(RevisionRecord record, Instant now, Bson guard, Bson change) {
        return Optional.ofNullable(collection.findOneAndUpdate(
                withId(record.id(), eq("revision", record.number() - 1), eq("hash", record.previous()), guard),
                combine(
                        set("revision", record.number()),
                        set("hash", record.hash()),
                        set("pending", Date.from(now)),
                        change),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)));
    }

    Optional<Head> find(String id) {
        return Optional.ofNullable(collection.find(eq("_id", id)).first()).map(Head::of);
    }

    /** Everything up to {@code number} is acknowledged. Touches no version: editors must not see a conflict that nobody made. */
    void mark(String id, String topicId, int number) {
        Document sent = new Document("topic", topicId).append("revision", number);
        long cleared = collection
                .updateOne(withId(id, eq("revision", number)), combine(set("sent", sent), unset("pending")))
                .getMatchedCount();
        if (cleared == 0) {
            // A later revision is pending by now; its own sender clears that.
            collection.updateOne(
                    withId(id, or(ne("sent.topic", topicId), lt("sent.revision", number))), set("sent", sent));
        }
    }

    /** Removes the document, if it has nothing left to send and matches the guard. */
    boolean remove(String id, Bson guard) {
        return collection.deleteOne(withId(id, eq("pending", null), guard)).getDeletedCount() > 0;
    }

    /** Ids of things whose last commit is older than {@code before} and not yet marked as sent, in the order of their ids. */
    List<String> unsent(Instant before, String afterId, int limit) {
        return ids(and(lt("pending", Date.from(before)), gt("_id", afterId)), limit);
    }

    /** Ids of things with revisions that were never sent to this topic, in the order of their ids. */
    List<String> unknownTo(String topicId, String afterId, int limit) {
        return ids(and(ne("sent.topic", topicId), gt("revision", 0), gt("_id", afterId)), limit);
    }

    private List<String> ids(Bson filter, int limit) {
        List<String> ids = new ArrayList<>();
        collection
                .find(filter)
                .projection(new Document("_id", 1))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(found -> found.getString("_id"))
                .into(ids);
        return ids;
    }
}
