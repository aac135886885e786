package press.lords.subscription.consent;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.springframework.stereotype.Repository;
import press.lords.events.NoticeEvent;
import press.lords.events.kafka.OneDocument;

/** The one document whose revisions are the privacy notice's. */
@Repository
class NoticeHeads {

    static final String COLLECTION = "notices";

    private final MongoCollection<Document> collection;

    NoticeHeads(MongoDatabase database) {
        this.collection = database.getCollection(COLLECTION);
    }

    /** Whether the notice that is configured is the one that was configured at the last start: then it says nothing new. */
    boolean isConfigured(String wording) {
        return collection
                        .find(OneDocument.withId(NoticeEvent.ID, Filters.eq("configured", wording)))
                        .first()
                != null;
    }

    void rememberConfigured(String wording) {
        collection.updateOne(Filters.eq(NoticeEvent.ID), Updates.set("configured", wording));
    }

    /** Makes the document unless it is there. */
    void begin() {
        collection.updateOne(
                Filters.eq(NoticeEvent.ID), Updates.setOnInsert("revision", 0), new UpdateOptions().upsert(true));
    }
}
