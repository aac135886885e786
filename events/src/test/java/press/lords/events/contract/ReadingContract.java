package press.lords.events.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static press.lords.events.contract.BrokerContract.bytes;
import static press.lords.events.contract.BrokerContract.poll;
import static press.lords.events.contract.BrokerContract.text;

/** Readers know where they are, and are told when what they want isn't there; groups share partitions and go on where they were. */
interface ReadingContract extends BrokerContract {

    @Test
    default void theLogTellsWhereItBeginsAndEnds() throws Exception {
        String topic = aTopic(2, Map.of());
        TopicPartition full = new TopicPartition(topic, 0);
        TopicPartition empty = new TopicPartition(topic, 1);
        send(topic, "a", "b", "c");
        admin().deleteRecords(Map.of(full, RecordsToDelete.beforeOffset(1)))
                .all()
                .get();

        assertThat(offset(full, OffsetSpec.earliest())).isEqualTo(1);
        assertThat(offset(full, OffsetSpec.latest())).isEqualTo(3);
        assertThat(offset(empty, OffsetSpec.earliest())).isZero();
        assertThat(offset(empty, OffsetSpec.latest())).isZero();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            assertThat(consumer.beginningOffsets(List.of(full, empty))).isEqualTo(Map.of(full, 1L, empty, 0L));
            assertThat(consumer.endOffsets(List.of(full, empty))).isEqualTo(Map.of(full, 3L, empty, 0L));
        }
    }

    @Test
    default void aReaderGoesOnWhereItSaysThatItIs() throws Exception {
        String topic = aTopic(1, Map.of());
        TopicPartition partition = new TopicPartition(topic, 0);
        send(topic, "a", "b", "c");

        try (Consumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, 1);
            List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
            poll(consumer, read, () -> consumer.position(partition) >= 3);

            assertThat(read).extracting(record -> text(record.value())).containsExactly("b", "c");
            assertThat(read).extracting(ConsumerRecord::offset).containsExactly(1L, 2L);
        }
    }

    @Test
    default void aReaderIsToldThatWhatItWantsIsGoneOrNotYetThere() throws Exception {
        String topic = aTopic(1, Map.of());
        TopicPartition partition = new TopicPartition(topic, 0);
        send(topic, "a", "b", "c");
        admin().deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2)))
                .all()
                .get();

        for (long outOfRange : List.of(0L, 9L)) {
            try (Consumer<byte[], byte[]> consumer = consumer()) {
                consumer.assign(List.of(partition));
                consumer.seek(partition, outOfRange);
                assertThatExceptionOfType(OffsetOutOfRangeException.class)
                        .isThrownBy(() -> poll(consumer, new ArrayList<>(), () -> false));
            }
        }
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            assertThatExceptionOfType(NoOffsetForPartitionException.class)
                    .isThrownBy(() -> poll(consumer, new ArrayList<>(), () -> false));
        }
    }

    @Test
    default void aMomentIsFoundInTheLog() throws Exception {
        String topic = aTopic(2, Map.of());
        TopicPartition partition = new TopicPartition(topic, 0);
        TopicPartition empty = new TopicPartition(topic, 1);
        try (Producer<byte[], byte[]> producer = producer()) {
            for (long at : List.of(1_000L, 2_000L, 3_000L)) {
                producer.send(new ProducerRecord<>(topic, 0, at, null, bytes("at " + at)))
                        .get();
            }
        }

        try (Consumer<byte[], byte[]> consumer = consumer()) {
            assertThat(Objects.requireNonNull(consumer.offsetsForTimes(Map.of(partition, 1_500L))
                                    .get(partition))
                            .offset())
                    .isEqualTo(1);
            assertThat(consumer.offsetsForTimes(Map.of(partition, 9_000L)).get(partition))
                    .isNull();
            assertThat(consumer.offsetsForTimes(Map.of(empty, 1_500L)).get(empty))
                    .isNull();
        }
    }

    @Test
    default void aGroupGoesOnWhereItWas() throws Exception {
        String topic = aTopic(1, Map.of());
        String group = "group-" + UUID.randomUUID();
        send(topic, "a", "b", "c");

        assertThat(readInGroup(topic, group, 2)).startsWith("a", "b");
        assertThat(readInGroup(topic, group, 3)).containsExactly("c");
    }

    @Test
    default void membersOfAGroupShareThePartitions() throws Exception {
        String topic = aTopic(6, Map.of());
        String group = "group-" + UUID.randomUUID();

        try (Consumer<byte[], byte[]> one = member(group);
                Consumer<byte[], byte[]> other = member(group)) {
            one.subscribe(List.of(topic));
            other.subscribe(List.of(topic));
            Awaitility.await().atMost(LONGEST).pollInSameThread().untilAsserted(() -> {
                one.poll(Duration.ofMillis(200));
                other.poll(Duration.ofMillis(200));
                assertThat(one.assignment()).hasSize(3);
                assertThat(other.assignment()).hasSize(3);
            });

            Set<Integer> all = new TreeSet<>();
            one.assignment().forEach(partition -> all.add(partition.partition()));
            other.assignment().forEach(partition -> all.add(partition.partition()));
            assertThat(all).hasSize(6);
        }
    }

    private List<String> readInGroup(String topic, String group, long upTo) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Consumer<byte[], byte[]> member = member(group)) {
            member.subscribe(List.of(topic));
            List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
            poll(member, read, () -> member.assignment().contains(partition) && member.position(partition) >= upTo);
            member.commitSync(Map.of(partition, new OffsetAndMetadata(upTo)));
            return read.stream().map(record -> text(record.value())).toList();
        }
    }

    private Consumer<byte[], byte[]> member(String group) {
        return consumer("group.id", group, "auto.offset.reset", "earliest", "session.timeout.ms", 10_000);
    }

    private long offset(TopicPartition partition, OffsetSpec which) throws Exception {
        return Objects.requireNonNull(admin().listOffsets(
                                Map.of(partition, which), new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all()
                        .get()
                        .get(partition))
                .offset();
    }
}
