package press.lords.events.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.kafka.clients.admin.Admin;
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
import org.springframework.messaging.Message;
import press.lords.events.AuthorEvent.Profiled;
import press.lords.events.Topic;

import static java.nio.charset.StandardCharsets.UTF_8;
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
        TestBroker.create("authors", 1);
        sendBetweenGoodOnes(poison.values());

        try (ConfigurableApplicationContext context = start(Listener.class)) {
            Listener listener = context.getBean(Listener.class);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(listener.applied).hasSize(poison.size()));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(deadLetters()).hasSize(poison.size()));
        }

        List<byte[]> sent = poison.values().stream().map(ProducerRecord::value).toList();
        assertThat(deadLetters()).extracting(ConsumerRecord::value).containsExactlyElementsOf(sent);
        assertThat(deadLetters()).allSatisfy(letter -> {
            assertThat(new String(letter.key(), UTF_8)).startsWith("test.poison/authors/0/");
            assertThat(letter.headers().lastHeader("press_cause").value()).isNotEmpty();
        });
        assertThat(lag("test.poison")).isZero();
    }

    @Test
    void whatFailsForAMomentIsTriedAgainInItsPlace() throws Exception {
        TestBroker.empty();
        TestBroker.create("authors", 1);
        send(List.of(good(1), good(2), good(3), good(4)));

        try (ConfigurableApplicationContext context = start(FaultyListener.class)) {
            FaultyListener listener = context.getBean(FaultyListener.class);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(listener.seen)
                            .containsExactly("eve/1", "eve/2", "eve/2", "eve/2", "eve/3", "eve/4"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(lag("test.fault")).isZero());
            assertThat(listener.seen).hasSize(6);
        }

        assertThat(deadLetters())
                .extracting(letter -> new String(letter.key(), UTF_8))
                .noneMatch(key -> key.startsWith("test.fault/"));
    }

    /** Spring's default mapper would make of a header what another one says that it is. Only who takes more than the record has any mapped. */
    @Test
    void noHeaderBecomesAnObject() throws Exception {
        TestBroker.empty();
        TestBroker.create("authors", 1);
        Map<String, String> planted = Map.of("address", "\"https://example.org/\"", "list", "[1]", "stranger", "{}");
        ProducerRecord<byte[], byte[]> record = good(1);
        planted.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        record.headers().add("spring_json_header_types", """
                {"address": "java.net.URI", "list": "java.util.ArrayList", "stranger": "javax.script.Bindings"}""".getBytes(UTF_8));
        send(List.of(record));

        try (ConfigurableApplicationContext context = start(HeaderListener.class)) {
            HeaderListener listener = context.getBean(HeaderListener.class);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(listener.seen).hasSize(1));

            for (String name : planted.keySet()) {
                assertThat(listener.seen.getFirst().get(name))
                        .as(name)
                        .isInstanceOfAny(byte[].class, String.class, Number.class);
            }
        }
    }

    private static void sendBetweenGoodOnes(Iterable<ProducerRecord<byte[], byte[]>> poison) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        int number = 1;
        for (ProducerRecord<byte[], byte[]> bad : poison) {
            records.add(bad);
            records.add(good(number++));
        }
        send(records);
    }

    private static ProducerRecord<byte[], byte[]> good(int number) {
        return new EventCodec()
                .seal("eve", number, Instant.parse("2026-03-01T08:00:00Z"), null, new Profiled("Eve", ""), null)
                .toProducerRecord();
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(connection(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                producer.send(record).get();
            }
        }
    }

    private static ConfigurableApplicationContext start(Class<?> listener) {
        return new SpringApplicationBuilder(Consuming.class, listener)
                .properties(
                        "spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                        "spring.main.banner-mode=off")
                .run();
    }

    private static List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(connection(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topic.AUTHORS.deadLetterName(), 0);
            if (!consumer.listTopics().containsKey(partition.topic())) {
                return List.of();
            }
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

    private static long lag(String group) throws Exception {
        TopicPartition partition = new TopicPartition("authors", 0);
        try (Admin admin = Admin.create(connection());
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(connection(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            OffsetAndMetadata committed = admin.listConsumerGroupOffsets(group)
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

    static class FaultyListener {
        private final EventCodec codec;
        private final List<String> seen = new CopyOnWriteArrayList<>();

        FaultyListener(EventCodec codec) {
            this.codec = codec;
        }

        @KafkaListener(topics = "authors", groupId = "test.fault")
        void on(ConsumerRecord<byte[], byte[]> message) throws UnreadableRecord {
            String key = codec.read(message).key();
            seen.add(key);
            if (key.equals("eve/2") && Collections.frequency(seen, key) < 3) {
                throw new IllegalStateException("for a moment");
            }
        }
    }

    static class HeaderListener {
        private final List<Map<String, Object>> seen = new CopyOnWriteArrayList<>();

        @KafkaListener(topics = "authors", groupId = "test.headers")
        void on(Message<byte[]> message) {
            seen.add(message.getHeaders());
        }
    }
}
