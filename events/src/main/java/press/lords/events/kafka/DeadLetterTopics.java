package press.lords.events.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import press.lords.events.Topic;

/** The topics of dead letters, each made before its first letter: at the start of a service the broker may be away, and nobody must wait for it then. */
final class DeadLetterTopics {

    private static final Duration KEPT = Duration.ofDays(90);

    private final Map<String, Object> connection;
    private final short replicationFactor;
    private final Set<Topic> made = ConcurrentHashMap.newKeySet();

    DeadLetterTopics(Map<String, Object> connection, short replicationFactor) {
        this.connection = BrokerPatience.limited(connection);
        this.replicationFactor = replicationFactor;
    }

    /** Where the letters of a topic go. */
    String of(String topicName) {
        Topic topic = Stream.of(Topic.values())
                .filter(one -> one.topicName().equals(topicName))
                .findFirst()
                .orElseThrow();
        if (!made.contains(topic)) {
            make(topic);
            made.add(topic);
        }
        return topic.deadLetterName();
    }

    /** A letter couldn't be written: it may be that the topic isn't there any more. */
    void lookAgain() {
        made.clear();
    }

    private void make(Topic topic) {
        NewTopic wanted = new NewTopic(topic.deadLetterName(), topic.partitions(), replicationFactor)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(KEPT.toMillis()),
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        Topics.minInSync(replicationFactor),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(topic.maxMessageBytes() + RevisionRecord.FRAMING_BYTES)));
        try (Admin admin = Admin.create(connection)) {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before there is a topic for dead letters", e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("there is no topic for dead letters", e);
            }
        }
    }
}
