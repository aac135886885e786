package press.lords.article;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import press.lords.events.Revision;
import press.lords.events.Topic;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.UnreadableRecord;

/** What is in the log. */
public final class Log {

    private Log() {}

    /** Every revision of a thing, in the order of the log. */
    public static List<Revision<?>> of(Topic topic, String id) {
        EventCodec codec = new EventCodec();
        List<Revision<?>> revisions = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : messages(topic)) {
            try {
                Revision<?> revision = codec.read(message);
                if (revision.id().equals(id)) {
                    revisions.add(revision);
                }
            } catch (UnreadableRecord e) {
                throw new IllegalStateException(e);
            }
        }
        return revisions;
    }

    public static List<ConsumerRecord<byte[], byte[]>> messages(Topic topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestBroker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
            while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.getOrDefault(at, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
            }
            return messages;
        }
    }
}
