package press.lords.events.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.bson.Document;
import org.bson.conversions.Bson;
import press.lords.events.Topic;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

/**
 * How far the log of one topic is known to hold nothing but what this database sent. It may be behind, never ahead: what lies between is
 * looked at by {@link LogCheck} when a service starts.
 */
final class LogEnds {

    private final Topic topic;
    private final MongoCollection<Document> collection;
    private final Map<Integer, Long> acknowledged = new ConcurrentHashMap<>();
    private Map<Integer, Long> stored = Map.of();

    LogEnds(Topic topic, MongoCollection<Document> collection) {
        this.topic = topic;
        this.collection = collection;
    }

    void acknowledged(RecordMetadata record) {
        acknowledged.merge(record.partition(), record.offset() + 1, Math::max);
    }

    /** By partition, the offset from which this database doesn't know the log; empty for another topic id. */
    Map<Integer, Long> known(String topicId) {
        Document document = collection.find(eq("_id", topic.topicName())).first();
        Map<Integer, Long> known = new TreeMap<>();
        if (document != null && topicId.equals(document.getString("topic"))) {
            document.get("ends", new Document())
                    .forEach((partition, end) -> known.put(Integer.valueOf(partition), ((Number) end).longValue()));
        }
        return known;
    }

    /** The log was checked up to here. */
    void checked(Map<Integer, Long> ends) {
        ends.forEach((partition, end) -> acknowledged.merge(partition, end, Math::max));
    }

    /** Writes down what was acknowledged since the last time; called by the sweeper only. */
    void store(String topicId) {
        Map<Integer, Long> ends = Map.copyOf(acknowledged);
        if (ends.equals(stored)) {
            return;
        }
        List<Bson> highest = new ArrayList<>();
        ends.forEach((partition, end) -> highest.add(Updates.max("ends." + partition, end)));
        Bson ours = and(eq("_id", topic.topicName()), eq("topic", topicId));
        if (collection.updateOne(ours, Updates.combine(highest)).getMatchedCount() == 0) {
            Document values = new Document();
            ends.forEach((partition, end) -> values.append(partition.toString(), end));
            collection.replaceOne(
                    eq("_id", topic.topicName()),
                    new Document("_id", topic.topicName())
                            .append("topic", topicId)
                            .append("ends", values),
                    new ReplaceOptions().upsert(true));
        }
        stored = ends;
    }

    /** The topic was made anew: nothing is known of its log. */
    void reset() {
        acknowledged.clear();
        stored = Map.of();
    }
}
