package press.lords.events.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import press.lords.events.Topic;

/**
 * Our topics in the broker: made by code, with explicit settings, and known by their ids, since a topic that was made anew has nothing of
 * what was sent to the one before.
 */
final class Topics implements AutoCloseable {

    private static final Duration TOMBSTONES_KEPT = Duration.ofDays(7);
    private static final int SEGMENTS_AT_LEAST = 20;
    private static final int ANSWER_WITHIN_MILLIS = 5_000;

    private final Admin admin;
    private final short replicationFactor;
    private final Map<Topic, String> open = new ConcurrentHashMap<>();

    Topics(Map<String, Object> connection, short replicationFactor) {
        Map<String, Object> config = BrokerPatience.limited(connection);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
        this.admin = Admin.create(config);
        this.replicationFactor = replicationFactor;
    }

    /** The id of a topic that may be sent to; nothing before {@link #open}. */
    Optional<String> id(Topic topic) {
        return Optional.ofNullable(open.get(topic));
    }

    void open(Topic topic, String id) {
        open.put(topic, id);
    }

    void close(Topic topic) {
        open.remove(topic);
    }

    /** How many must have a record before it counts as sent: a majority, so that the loss of one of three neither loses nor stops anything. */
    static String minInSync(short replicationFactor) {
        return Integer.toString(replicationFactor / 2 + 1);
    }

    /** Asks the broker for the topic's id, and makes the topic when there is none. */
    String findOrCreate(Topic topic) throws BrokerUnreachable {
        Optional<TopicDescription> found = describe(topic);
        if (found.isEmpty()) {
            create(topic);
            found = describe(topic);
        }
        TopicDescription description = found.orElseThrow(
                () -> new BrokerUnreachable(new IllegalStateException("a new topic isn't there yet")));
        if (description.partitions().size() != topic.partitions()) {
            throw new IllegalStateException(
                    "topic %s has %d partitions and must have %d: revisions would change their partition"
                            .formatted(
                                    topic.topicName(), description.partitions().size(), topic.partitions()));
        }
        return description.topicId().toString();
    }

    private Optional<TopicDescription> describe(Topic topic) throws BrokerUnreachable {
        return await(
                        admin.describeTopics(List.of(topic.topicName())).allTopicNames(),
                        UnknownTopicOrPartitionException.class)
                .map(described -> described.get(topic.topicName()));
    }

    private void create(Topic topic) throws BrokerUnreachable {
        Map<String, String> config =
                new HashMap<>(topic.kept().map(Topics::forAWhile).orElseGet(Topics::forEver));
        config.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(topic.maxMessageBytes()));
        config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, minInSync(replicationFactor));
        config.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
        NewTopic wanted = new NewTopic(topic.topicName(), topic.partitions(), replicationFactor).configs(config);
        await(admin.createTopics(List.of(wanted)).all(), TopicExistsException.class);
    }

    private static Map<String, String> forEver() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.RETENTION_MS_CONFIG,
                "-1",
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                Long.toString(TOMBSTONES_KEPT.toMillis()));
    }

    /** The broker deletes whole segments, so these are closed in good time. */
    private static Map<String, String> forAWhile(Duration kept) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis()),
                TopicConfig.SEGMENT_MS_CONFIG,
                        Long.toString(kept.dividedBy(SEGMENTS_AT_LEAST).toMillis()));
    }

    /** The answer, or nothing when it is the one error that says no more than that. */
    private static <T> Optional<T> await(KafkaFuture<T> answer, Class<? extends Exception> expected)
            throws BrokerUnreachable {
        try {
            return Optional.ofNullable(answer.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnreachable(e);
        } catch (ExecutionException e) {
            if (expected.isInstance(e.getCause())) {
                return Optional.empty();
            }
            throw new BrokerUnreachable(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
