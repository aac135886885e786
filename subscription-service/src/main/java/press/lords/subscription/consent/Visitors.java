package press.lords.subscription.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.RevisionRecord;

/** Visitors and their chains of choices. The last choice stands in the visitor's own document, so that asking for it reads one by its id. */
@Repository
class Visitors {

    static final String COLLECTION = "consents";

    private final Journal consents;
    private final MongoCollection<Document> collection;

    Visitors(Journal consents, MongoDatabase database) {
        this.consents = consents;
        this.collection = database.getCollection(COLLECTION);
        collection.createIndex(Indexes.ascending("at"));
    }

    Optional<Visitor> find(String id) {
        return Optional.ofNullable(collection.find(Filters.eq(id)).first()).map(Visitor::of);
    }

    void begin(String id, Instant now) {
        collection.insertOne(new Document("_id", id).append("revision", 0).append("at", Date.from(now)));
    }

    /** Appends an entry to the chain, unless another one was appended since the visitor was read. */
    boolean isAppended(Visitor visitor, Choice choice) {
        RevisionRecord entry =
                consents.seal(visitor.id(), visitor.entries() + 1, choice.at(), visitor.lastHash(), choice.recorded());
        return consents.commit(
                        entry,
                        Filters.empty(),
                        Updates.combine(
                                Updates.set("at", Date.from(choice.at())), Updates.set("choice", choice.toDocument())))
                .isPresent();
    }

    /** Every entry, the first one first. */
    List<RevisionRecord> history(Visitor visitor) {
        return consents.revisions(visitor.id(), Integer.MAX_VALUE, Integer.MAX_VALUE)
                .reversed();
    }

    /** Ids of visitors who chose last before that moment. */
    List<String> quietSince(Instant moment, int limit) {
        List<String> ids = new ArrayList<>();
        collection
                .find(Filters.lt("at", Date.from(moment)))
                .projection(new Document("_id", 1))
                .limit(limit)
                .map(found -> found.getString("_id"))
                .into(ids);
        return ids;
    }

    /** Removes the visitor and the whole chain, unless there was a choice since that moment. */
    boolean forget(String id, Instant moment) {
        return consents.forget(id, Filters.lt("at", Date.from(moment)));
    }
}
