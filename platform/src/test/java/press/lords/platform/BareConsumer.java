package press.lords.platform;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A program that reads all articles from the log, does nothing with them, and prints how many it read a second. */
final class BareConsumer {

    private static final String TOPIC = "articles";

    private BareConsumer() {}

    /** @param arguments where the broker is */
    public static void main(String[] arguments) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", arguments[0], "max.poll.records", 2_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var from = System.nanoTime();
            var records = 0;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                records += consumer.poll(Duration.ofMillis(200)).count();
            }
            System.out.println(records * 1e9 / (System.nanoTime() - from));
        }
    }
}
