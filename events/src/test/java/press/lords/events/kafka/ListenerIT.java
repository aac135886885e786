package press.lords.events.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import press.lords.events.AuthorEvent.Profiled;
import press.lords.events.Topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@OnContainers
class ListenerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void poisonOfEveryKindEndsInTheDeadLettersWithItsBytesWhileGoodRecordsFlow() throws Exception {
        TestBroker.empty();
        Map<String, ProducerRecord<byte[], byte[]>> poison = PoisonRecords.of(Topic.AUTHORS);
        assertThat(poison).hasSize(20);
        createTopic();
        sendBetweenGoodOnes(poison.values());

        try (ConfigurableApplicationContext context = start()) {
            Listener listener = context.getBean(Listener.class);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(listener.applied).hasSize(poison.size()));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(deadLetters()).hasSize(poison.size()));
        }

        List<byte[]> sent = poison.values().stream().map(ProducerRecord::value).toList();
        assertThat(deadLetters()).extracting(ConsumerRecord::value).containsExactlyElementsOf(sent);
        assertThat(deadLetters()).allSatisfy(letter -> {
            assertThat(new String(letter.key(), java.nio.charset.StandardCharsets.UTF_8))
                    .startsWith("test.poison/authors/0/");
            assertThat(letter.headers().lastHeader("press_cause").value()).isNotEmpty();
        });
        assertThat(lag()).isZero();
    }

    private static void createTopic() throws Exception {
        try (Admin admin = Admin.create(connection())) {
            admin.createTopics(List.of(new NewTopic("authors", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void sendBetweenGoodOnes(Iterable<ProducerRecord<byte[], byte[]>> poison) throws Exception {
        EventCodec codec = new EventCodec();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(connection(), new ByteArraySerializer(), new ByteArraySerializer())) {
            int number = 1;
            for (ProducerRecord<byte[], byte[]> bad : poison) {
                producer.send(bad).get();
                RevisionRecord good = codec.seal(
                        "eve", number++, Instant.parse("2026-03-01T08:00:00Z"), null, new Profiled("Eve", ""), null);
                producer.send(good.toProducerRecord()).get();
            }
        }
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Consuming.class)
                .properties(
                        "spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                        "spring.main.banner-mode=off")
                .run();
    }

    private static List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(connection(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topic.AUTHORS.deadLetterName(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
            }
            return letters;
        }
    }

    private static long lag() throws Exception {
        TopicPartition partition = new TopicPartition("authors", 0);
        try (Admin admin = Admin.create(connection());
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(connection(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            OffsetAndMetadata committed = admin.listConsumerGroupOffsets("test.poison")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(partition);
            assertThat(committed).isNotNull();
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L) - committed.offset();
        }
    }

    private static Map<String, Object> connection() {
        return new HashMap<>(Map.of("bootstrap.servers", TestBroker.bootstrapServers()));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ListenerConfiguration.class)
    static class Consuming {
        @Bean
        EventCodec eventCodec() {
            return new EventCodec();
        }

        @Bean
        Listener listener(EventCodec codec) {
            return new Listener(codec);
        }
    }

    static class Listener {
        private final EventCodec codec;
        private final List<String> applied = new CopyOnWriteArrayList<>();

        Listener(EventCodec codec) {
            this.codec = codec;
        }

        @KafkaListener(topics = "authors", groupId = "test.poison")
        void on(ConsumerRecord<byte[], byte[]> message) throws UnreadableRecord {
            applied.add(codec.read(message).key());
        }
    }
}
