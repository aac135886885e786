package press.lords.events.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** What the parts of the broker's contract are told on. */
interface BrokerContract {

    Duration LONGEST = Duration.ofSeconds(30);

    String bootstrapServers();

    Admin admin();

    /** A topic that no other test has. */
    default String aTopic(int partitions, Map<String, String> settings) throws Exception {
        String name = "contract-" + UUID.randomUUID();
        create(name, partitions, settings);
        return name;
    }

    default void create(String name, int partitions, Map<String, String> settings) throws Exception {
        admin().createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
                .all()
                .get();
    }

    /** As {@code Producers} sets it up. */
    default Producer<byte[], byte[]> producer() {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                0,
                "max.block.ms",
                3_000,
                "request.timeout.ms",
                5_000,
                "delivery.timeout.ms",
                10_000,
                "max.request.size",
                4 * 1024 * 1024);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** As {@code LogConnections} and others set it up; {@code settings} has names and values in turn. */
    default Consumer<byte[], byte[]> consumer(Object... settings) {
        Map<String, Object> config = new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "auto.offset.reset",
                "none",
                "enable.auto.commit",
                false,
                "allow.auto.create.topics",
                false,
                "isolation.level",
                "read_uncommitted",
                "default.api.timeout.ms",
                5_000));
        for (int i = 0; i < settings.length; i += 2) {
            config.put((String) settings[i], settings[i + 1]);
        }
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    default List<RecordMetadata> send(String topic, String... values) throws Exception {
        List<RecordMetadata> sent = new ArrayList<>();
        try (Producer<byte[], byte[]> producer = producer()) {
            for (String value : values) {
                sent.add(producer.send(new ProducerRecord<>(topic, 0, bytes("key of " + value), bytes(value)))
                        .get());
            }
        }
        return sent;
    }

    default List<ConsumerRecord<byte[], byte[]>> log(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
            poll(consumer, log, () -> consumer.position(partition) >= end);
            return log;
        }
    }

    default List<String> values(String topic) {
        return log(topic).stream().map(record -> text(record.value())).toList();
    }

    static void poll(
            Consumer<byte[], byte[]> consumer, List<ConsumerRecord<byte[], byte[]>> into, BooleanSupplier until) {
        Awaitility.await()
                .atMost(LONGEST)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    consumer.poll(Duration.ofMillis(200)).forEach(into::add);
                    return until.getAsBoolean();
                });
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte @Nullable [] bytes) {
        return bytes == null ? "(tombstone)" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** What the answer fails with. */
    static Throwable failure(KafkaFuture<?> answer) throws InterruptedException {
        try {
            answer.get();
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        }
        throw new AssertionError("no failure");
    }
}
