package press.lords.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The topics of the press, one per kind of thing. Those of record are compacted and kept for ever: a key is {@code <id>/<revision>} and its
 * value never changes, so all that compaction can remove is a duplicate or what the law orders removed. What concerns single persons expires.
 */
public enum Topic {
    ARTICLES(6, 2 * 1024 * 1024),
    AUTHORS(1, 256 * 1024),
    CATEGORIES(1, 1024 * 1024),
    SITE(1, 1024 * 1024),
    NOTICES(1, 1024 * 1024),
    WEATHER(1, 64 * 1024),
    /** Whoever checks access tokens needs a day at most: they are good for minutes. */
    SUBSCRIBERS(6, 64 * 1024, Duration.ofDays(1)),
    /** Longer than a visitor's cookie is kept, so that what anyone is asked to honour can be looked up. */
    CONSENTS(6, 64 * 1024, Duration.ofDays(400));

    private final int partitions;
    private final int maxMessageBytes;
    private final @Nullable Duration kept;

    Topic(int partitions, int maxMessageBytes) {
        this(partitions, maxMessageBytes, null);
    }

    Topic(int partitions, int maxMessageBytes, @Nullable Duration kept) {
        this.partitions = partitions;
        this.maxMessageBytes = maxMessageBytes;
        this.kept = kept;
    }

    /** The topics that are kept for ever: what a view of the paper is made from. */
    public static List<Topic> ofRecord() {
        return Arrays.stream(values()).filter(topic -> topic.kept == null).toList();
    }

    /** How long a record is kept at least and the broker deletes it soon after; empty for ever. */
    public Optional<Duration> kept() {
        return Optional.ofNullable(kept);
    }

    /** Whether a record of this moment is no longer in the topic, or soon won't be. */
    public boolean hasExpired(Instant at, Instant now) {
        return kept != null && at.isBefore(now.minus(kept));
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

    /** Where a consumer group, once there is one, puts what it can't parse. */
    public String deadLetterName() {
        return topicName() + "-dlt";
    }
}
