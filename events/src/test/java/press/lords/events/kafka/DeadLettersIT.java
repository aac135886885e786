package press.lords.events.kafka;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import press.lords.events.Topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@OnContainers
class DeadLettersIT {

    private static final Map<String, Object> BROKER = Map.of("bootstrap.servers", TestBroker.bootstrapServers());
    private static final Topic TOPIC = Topic.SITE;
    private static final int MIB = 1024 * 1024;

    private final DeadLetters letters = new DeadLetters(new Producers(BROKER), new DeadLetterTopics(BROKER, (short) 1));

    @AfterEach
    void close() {
        letters.close();
    }

    @Test
    void keepTheWholeRecord() {
        ConsumerRecord<byte[], byte[]> failed = record(1, new byte[MIB / 2]);

        letters.accept(failed, null, new IllegalStateException());

        ConsumerRecord<byte[], byte[]> letter = letterOf(failed);
        assertThat(letter.value()).isEqualTo(failed.value());
        assertThat(header(letter, "ce_type")).isEqualTo("press.lords.site.furnished.v1");
        assertThat(header(letter, "press_original_key")).isEqualTo("site/1");
        assertThat(letter.headers().lastHeader("press_original_size")).isNull();
    }

    /** The smaller one is too large for the topic alone, which the broker finds out; the larger one is for the producer. */
    @ParameterizedTest
    @ValueSource(ints = {3 * MIB / 2, 4 * MIB})
    void keepAllButTheValueOfWhatIsTooLarge(int size) throws Exception {
        ConsumerRecord<byte[], byte[]> failed = record(size, new byte[size]);

        letters.accept(failed, null, new IllegalStateException());

        ConsumerRecord<byte[], byte[]> letter = letterOf(failed);
        assertThat(letter.value()).isNull();
        assertThat(header(letter, "press_original_position")).isEqualTo("unknown/site/0/" + size);
        assertThat(header(letter, "press_original_size")).isEqualTo(String.valueOf(size));
        assertThat(header(letter, "press_original_sha256"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(failed.value())));
        assertThat(header(letter, "press_original_key")).isEqualTo("site/1");
        assertThat(header(letter, "press_cause")).isEqualTo(IllegalStateException.class.getName());
        assertThat(header(letter, "ce_type")).isEqualTo("press.lords.site.furnished.v1");
    }

    @Test
    void keepNoHeadersThatAreTooLargeByThemselves() {
        ConsumerRecord<byte[], byte[]> failed =
                new ConsumerRecord<>(TOPIC.topicName(), 0, 2, new byte[3 * MIB], "{}".getBytes(UTF_8));
        failed.headers().add("ce_type", new byte[3 * MIB]);

        letters.accept(failed, null, new IllegalStateException());

        ConsumerRecord<byte[], byte[]> letter = letterOf(failed);
        assertThat(header(letter, "press_original_size")).isEqualTo("2");
        assertThat(letter.headers().lastHeader("ce_type")).isNull();
        assertThat(letter.headers().lastHeader("press_original_key")).isNull();
    }

    @Test
    void areForgottenLaterAndFindThePartitionOfTheirRecord() throws Exception {
        int last = Topic.ARTICLES.partitions() - 1;

        letters.accept(
                new ConsumerRecord<>("articles", last, 1, "a/1".getBytes(UTF_8), new byte[1]),
                null,
                new IllegalStateException());

        assertThat(TestBroker.ends("articles-dlt")).hasSizeGreaterThan(last);
        assertThat(TestBroker.settings("articles-dlt"))
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", Long.toString(Duration.ofDays(90).toMillis()));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(TOPIC.topicName(), 0, offset, "site/1".getBytes(UTF_8), value);
        record.headers().add("ce_type", "press.lords.site.furnished.v1".getBytes(UTF_8));
        return record;
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    /** The last one: a broker that tests were run on before has others. */
    private static ConsumerRecord<byte[], byte[]> letterOf(ConsumerRecord<byte[], byte[]> failed) {
        String key = "unknown/%s/0/%d".formatted(failed.topic(), failed.offset());
        TopicPartition partition = new TopicPartition(TOPIC.deadLetterName(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(BROKER, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L) - 1);
            return Awaitility.await()
                    .until(
                            () -> consumer.poll(Duration.ofMillis(200)).records(partition).stream()
                                    .filter(letter -> new String(letter.key(), UTF_8).equals(key))
                                    .findFirst()
                                    .orElse(null),
                            letter -> letter != null);
        }
    }
}
