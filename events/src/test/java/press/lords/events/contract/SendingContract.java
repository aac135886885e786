package press.lords.events.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static press.lords.events.contract.BrokerContract.bytes;
import static press.lords.events.contract.BrokerContract.text;

/** What is acknowledged is in the log, once, in the order of sending, as it was; and what is too large isn't. */
interface SendingContract extends BrokerContract {

    int LIMIT = 64 * 1024;
    int FRAMING = 1024;

    @Test
    default void aRecordIsReadAsItWasSent() throws Exception {
        String topic = aTopic(1, Map.of());
        ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(
                topic, 0, 1_760_186_940_123L, bytes("id/1"), bytes("“It rang” \uD83D\uDD14\u0000"));
        sent.headers()
                .add("ce_id", bytes("id/1"))
                .add("ce_type", bytes("t"))
                .add("same", bytes("1"))
                .add("same", bytes("2"));

        try (Producer<byte[], byte[]> producer = producer()) {
            producer.send(sent).get();
            producer.send(new ProducerRecord<>(topic, 0, bytes("id/1"), null)).get();
        }

        List<ConsumerRecord<byte[], byte[]>> log = log(topic);
        assertThat(log).hasSize(2);
        assertThat(log.getFirst().key()).isEqualTo(sent.key());
        assertThat(log.getFirst().value()).isEqualTo(sent.value());
        assertThat(log.getFirst().timestamp()).isEqualTo(sent.timestamp());
        assertThat(log.getFirst().headers())
                .extracting(Header::key)
                .containsExactly("ce_id", "ce_type", "same", "same");
        assertThat(log.getFirst().headers())
                .extracting(header -> text(header.value()))
                .containsExactly("id/1", "t", "1", "2");
        assertThat(log.getLast().value()).isNull();
    }

    @Test
    default void whatIsSentWithoutWaitingIsThereOnceAndInOrder() throws Exception {
        String topic = aTopic(1, Map.of());
        List<String> values =
                IntStream.range(0, 2_000).mapToObj(n -> "revision " + n).toList();
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();

        try (Producer<byte[], byte[]> producer = producer()) {
            values.forEach(value ->
                    acknowledgements.add(producer.send(new ProducerRecord<>(topic, 0, bytes(value), bytes(value)))));
        }

        assertThat(values(topic)).isEqualTo(values);
        for (int n = 0; n < values.size(); n++) {
            assertThat(acknowledgements.get(n).get().offset()).isEqualTo(n);
        }
    }

    @Test
    default void aRecordMayWeighWhatTheTopicAllowsAndNoMore() throws Exception {
        String topic = aTopic(1, Map.of("max.message.bytes", Integer.toString(LIMIT)));

        try (Producer<byte[], byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>(topic, new byte[LIMIT - FRAMING]))
                    .get();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> producer.send(new ProducerRecord<>(topic, new byte[LIMIT + 1]))
                            .get())
                    .withCauseInstanceOf(RecordTooLargeException.class);
            // The producer is of use after it.
            producer.send(new ProducerRecord<>(topic, bytes("next"))).get();
        }
        assertThat(log(topic)).hasSize(2);
    }

    /** What "kept for ever" means: of different keys nothing goes, of one key the last value stays, where it was. */
    @Test
    default void compactionTakesAwayWhatWasSentTwiceAndNothingElse() throws Exception {
        String topic = aTopic(
                1,
                Map.of(
                        "cleanup.policy", "compact",
                        "segment.ms", "200",
                        "min.cleanable.dirty.ratio", "0.001",
                        "max.compaction.lag.ms", "500",
                        "delete.retention.ms", "600000"));
        send(topic, "a/1", "a/2", "a/1", "b/1", "a/1", "a/2");

        Awaitility.await()
                .atMost(LONGEST.multipliedBy(3))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    // A segment that is written to isn't compacted.
                    send(topic, "filler");
                    assertThat(log(topic).stream().map(ConsumerRecord::offset).filter(offset -> offset < 6))
                            .containsExactly(3L, 4L, 5L);
                });

        assertThat(log(topic).stream().filter(record -> record.offset() < 6).map(record -> text(record.value())))
                .containsExactly("b/1", "a/1", "a/2");
    }
}
