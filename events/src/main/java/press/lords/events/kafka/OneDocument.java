package press.lords.events.kafka;

import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.conversions.Bson;

/** Filters that match one document or none. */
public final class OneDocument {

    private OneDocument() {}

    /**
     * The document with this id, if all else is so too. Unlike {@code Filters.and} it leaves the id at the top, where also a database that doesn't
     * look for indexes inside {@code $and} finds it without reading every document.
     */
    public static Bson withId(String id, Bson... conditions) {
        BsonDocument filter = new BsonDocument("_id", new BsonString(id));
        for (Bson condition : conditions) {
            condition.toBsonDocument().forEach((field, value) -> {
                if (filter.put(field, value) != null) {
                    throw new IllegalArgumentException("two conditions on " + field);
                }
            });
        }
        return filter;
    }
}
