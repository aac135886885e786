package press.lords.events.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import press.lords.events.Revision;
import press.lords.events.Topic;

/**
 * A revision as bytes. They are made once, before the commit; what is stored is what is sent, however often and by whomever.
 *
 * @param headers CloudEvents attributes of Kafka's binary mode, {@code ce_…}
 * @param value JSON of a {@link Revision}
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares these records; the hash says which are the same
public record RevisionRecord(
        Topic topic,
        String id,
        int number,
        @Nullable String previous,
        String hash,
        Map<String, String> headers,
        byte[] value) {

    /** More than what Kafka adds to a record of ours. */
    static final int FRAMING_BYTES = 1024;

    public String key() {
        return Revision.key(id, number);
    }

    /** When the revision was committed. */
    Instant at() {
        return Instant.parse(headers.getOrDefault("ce_time", ""));
    }

    /** What the record weighs on the wire, without Kafka's own framing. */
    int weight() {
        int headerBytes = headers.entrySet().stream()
                .mapToInt(h -> bytes(h.getKey()).length + bytes(h.getValue()).length + 4)
                .sum();
        return bytes(key()).length + headerBytes + value.length;
    }

    ProducerRecord<byte[], byte[]> toProducerRecord() {
        Iterable<Header> kafkaHeaders = headers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(h -> (Header) new RecordHeader(h.getKey(), bytes(h.getValue())))
                .toList();
        // What expires does so a fixed time after its commit, however late or often it is sent.
        Long timestamp = topic.kept().isPresent() ? at().toEpochMilli() : null;
        return new ProducerRecord<>(
                topic.topicName(), Partitions.of(topic, id), timestamp, bytes(key()), value, kafkaHeaders);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
