package press.lords.events.kafka;

import press.lords.events.Topic;

/** Refused before the commit: these bytes could never be sent. */
public final class RevisionTooLarge extends RuntimeException {
    RevisionTooLarge(Topic topic, int bytes) {
        super("a record of %d bytes does not fit into topic %s, which takes %d"
                .formatted(bytes, topic.topicName(), topic.maxMessageBytes()));
    }
}
