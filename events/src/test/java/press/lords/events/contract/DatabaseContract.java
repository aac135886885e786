package press.lords.events.contract;

import java.time.Instant;
import java.util.Date;
import java.util.Objects;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;

import static com.mongodb.client.model.Filters.eq;

/** What the parts of the database's contract are told on. */
interface DatabaseContract {

    /** Empty at the beginning of each test, and read and written as services do. */
    MongoDatabase database();

    default MongoCollection<Document> things() {
        return database().getCollection("things");
    }

    default Document thing(String id) {
        return Objects.requireNonNull(things().find(eq("_id", id)).first(), id);
    }

    static Date at(long milliseconds) {
        return Date.from(Instant.ofEpochMilli(milliseconds));
    }

    static Document aThing(String id) {
        return new Document("_id", id);
    }
}
