package press.lords.subscription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import press.lords.events.Revision;
import press.lords.events.Topic;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.Partitions;
import press.lords.events.kafka.TestBroker;

import static org.assertj.core.api.Assertions.assertThat;

/** What a topic holds of one thing. */
public final class SentRevisions {

    private static final int POLLS = 25;

    private SentRevisions() {}

    public static List<Revision<?>> of(Topic topic, String id) throws Exception {
        EventCodec codec = new EventCodec();
        TopicPartition partition = new TopicPartition(topic.topicName(), Partitions.of(topic, id));
        List<Revision<?>> revisions = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestBroker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(partition));
            long end = ends.getOrDefault(partition, 0L);
            for (int polls = 0; polls < POLLS && consumer.position(partition) < end; polls++) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    revisions.add(codec.read(record));
                }
            }
            // Whoever waits for it asks again, with a fresh connection.
            assertThat(consumer.position(partition)).isGreaterThanOrEqualTo(end);
        }
        return revisions.stream().filter(revision -> revision.id().equals(id)).toList();
    }
}
