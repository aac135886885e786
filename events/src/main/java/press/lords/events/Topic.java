package press.lords.events;

import java.util.Locale;

/**
 * The topics of the press, one per kind of thing. They are compacted and kept for ever: a key is {@code <id>/<revision>} and its value never
 * changes, so all that compaction can remove is a duplicate or what the law orders removed.
 */
public enum Topic {
    ARTICLES(6, 2 * 1024 * 1024),
    AUTHORS(1, 256 * 1024),
    CATEGORIES(1, 1024 * 1024),
    SITE(1, 1024 * 1024),
    NOTICES(1, 1024 * 1024),
    WEATHER(1, 64 * 1024);

    private final int partitions;
    private final int maxMessageBytes;

    Topic(int partitions, int maxMessageBytes) {
        this.partitions = partitions;
        this.maxMessageBytes = maxMessageBytes;
    }

    /** The topic's name in Kafka. */
    public String topicName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Never to be changed: a thing's revisions would go to another partition. */
    public int partitions() {
        return partitions;
    }

    /** What a record may weigh in all, its key and headers included. */
    public int maxMessageBytes() {
        return maxMessageBytes;
    }

    /** Where a consumer group puts what it can't parse. */
    public String deadLetterName() {
        return topicName() + "-dlt";
    }
}
