package press.lords.events.kafka;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What a thing's one document says of its journal.
 *
 * @param revision highest committed number, 0 before the first
 * @param sentTo id of the topic that {@code sent} counts for, null before the first sending
 * @param sent highest number up to which all are acknowledged by that topic
 */
record Head(
        String id,
        int revision,
        @Nullable String hash,
        @Nullable String sentTo,
        int sent) {

    static Head of(Document document) {
        Document sent = document.get("sent", new Document());
        return new Head(
                document.getString("_id"),
                document.getInteger("revision", 0),
                document.getString("hash"),
                sent.getString("topic"),
                sent.getInteger("revision", 0));
    }

    /** The highest number that this topic surely has; another topic id means that it has none. */
    int sentTo(String topicId) {
        return topicId.equals(sentTo) ? sent : 0;
    }
}
