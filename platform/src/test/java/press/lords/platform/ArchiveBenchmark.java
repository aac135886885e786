package press.lords.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A gateway that builds its view from a long log, beside a consumer that only reads it. */
record ArchiveBenchmark(RunningPress press, String broker, Backlog backlog) {

    private static final String TOPIC = "articles";
    private static final String APPLIED = "press_view_applied_total";

    void fill() {
        backlog.send(broker);
    }

    /** A second gateway with a blank disk, and no room for pages in memory; it is left running. */
    LoneGateway rebuild() throws IOException, InterruptedException {
        Load.awaitQuiet(press.launcher());
        bareConsumer();
        var bare = bareConsumer();
        var gateway = LoneGateway.start(press, Map.of("PRESS_PAGE_CACHE", "0B"));
        gateway.await(() -> gateway.metric(APPLIED) > 0);
        var from = System.nanoTime();
        var first = gateway.metric(APPLIED);
        gateway.awaitReady();
        var rate = (gateway.metric(APPLIED) - first) * 1e9 / (System.nanoTime() - from);
        System.out.printf("bare consumer of %,d records: %,.0f/s%n", backlog.records(), bare);
        System.out.printf("view rebuilt from them: %,.0f/s%n", rate);
        System.out.printf("  ratio: %.2f (goal: at least 0.2)%n", rate / bare);
        gateway.printMemory();
        return gateway;
    }

    private double bareConsumer() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker, "max.poll.records", 2_000),
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
            return records * 1e9 / (System.nanoTime() - from);
        }
    }
}
