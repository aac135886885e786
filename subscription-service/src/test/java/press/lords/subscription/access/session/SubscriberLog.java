package press.lords.subscription.access.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import press.lords.events.Topic;
import press.lords.events.kafka.TestBroker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

/** What others are told of readers. */
public final class SubscriberLog {

    private static final JsonMapper JSON = new JsonMapper();

    private SubscriberLog() {}

    /** The newest revision of a reader, once it has that number. */
    public static JsonNode awaitLatest(String subscriber, int number) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> values().stream()
                                .map(value -> JSON.readTree(value))
                                .filter(revision ->
                                        revision.get("id").asString().equals(subscriber))
                                .filter(revision -> revision.get("number").asInt() == number)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Every record, as text. */
    public static List<String> values() {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestBroker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int partition = 0; partition < Topic.SUBSCRIBERS.partitions(); partition++) {
                partitions.add(new TopicPartition(Topic.SUBSCRIBERS.topicName(), partition));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.getOrDefault(at, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(new String(record.value(), UTF_8));
                }
            }
        }
        return values;
    }
}
