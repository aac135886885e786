package press.lords.events.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import press.lords.events.Revision;
import press.lords.events.Topic;

/**
 * Whether the log holds a revision that this database never committed: then the database was restored to the past, and numbers would be
 * given a second time. Reads only what was sent after the last {@link LogEnds}.
 */
final class LogCheck {

    private static final Logger log = LoggerFactory.getLogger(LogCheck.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Topic topic;
    private final Map<String, Object> connection;
    private final EventCodec codec;
    private final Heads heads;
    private final StoredRevisions revisions;
    private final Clock clock;

    LogCheck(
            Topic topic,
            Map<String, Object> connection,
            EventCodec codec,
            Heads heads,
            StoredRevisions revisions,
            Clock clock) {
        this.topic = topic;
        this.connection = connection;
        this.codec = codec;
        this.heads = heads;
        this.revisions = revisions;
        this.clock = clock;
    }

    /** Throws {@link LogAhead} at the first unknown revision; otherwise answers the ends up to which it looked. */
    Map<Integer, Long> check(Map<Integer, Long> known) throws LogAhead, BrokerUnreachable {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return check(known, consumer);
        } catch (KafkaException e) {
            throw new BrokerUnreachable(e);
        }
    }

    Map<Integer, Long> check(Map<Integer, Long> known, Consumer<byte[], byte[]> consumer)
            throws LogAhead, BrokerUnreachable {
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.seekToBeginning(partitions);
        known.forEach((partition, offset) -> {
            TopicPartition at = new TopicPartition(topic.topicName(), partition);
            consumer.seek(at, Math.min(offset, ends.getOrDefault(at, 0L)));
        });
        Instant progress = clock.instant();
        while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.getOrDefault(at, 0L))) {
            ConsumerRecords<byte[], byte[]> messages = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> message : messages) {
                require(message);
            }
            if (!messages.isEmpty()) {
                progress = clock.instant();
            } else if (clock.instant().isAfter(progress.plus(PATIENCE))) {
                // A topic that was made anew meanwhile may never have as many records as it had.
                throw new BrokerUnreachable(new IllegalStateException(
                        "no record of %s for %d s".formatted(topic.topicName(), PATIENCE.toSeconds())));
            }
        }
        Map<Integer, Long> looked = new TreeMap<>();
        ends.forEach((at, end) -> looked.put(at.partition(), end));
        return looked;
    }

    private void require(ConsumerRecord<byte[], byte[]> message) throws LogAhead {
        if (message.value() == null || topic.hasExpired(Instant.ofEpochMilli(message.timestamp()), clock.instant())) {
            return; // what has expired may be gone from the database before it is gone from the log
        }
        Revision<?> revision;
        try {
            revision = codec.read(message);
        } catch (UnreadableRecord e) {
            log.warn(
                    "{}-{}@{} is not ours: {}", message.topic(), message.partition(), message.offset(), e.getMessage());
            return;
        }
        Optional<String> ours = heads.find(revision.id())
                .filter(head -> head.revision() >= revision.number())
                .map(head -> revisions.hashOf(head, revision.number()));
        if (!ours.equals(Optional.of(revision.hash()))) {
            throw new LogAhead(topic, revision.key());
        }
    }

    private Map<String, Object> config() {
        Map<String, Object> config = BrokerPatience.limited(connection);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    /** The log knows a revision that this database doesn't. */
    static final class LogAhead extends Exception {
        LogAhead(Topic topic, String key) {
            super(
                    ("topic %s holds revision %s, which this database never committed; nothing is sent until the database is restored"
                                    + " to at least that revision")
                            .formatted(topic.topicName(), key));
        }
    }
}
