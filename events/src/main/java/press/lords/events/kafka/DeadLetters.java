package press.lords.events.kafka;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRecordRecoverer;

import static press.lords.events.kafka.RevisionRecord.bytes;

/**
 * Keeps what a consumer group gave up: the original bytes and headers, who failed, where it stood and why. Its key is
 * {@code <group>/<topic>/<partition>/<offset>}; the record's own key is in {@code press_original_key}. If writing fails, the record is
 * tried again: nothing is lost. But what was compressed may be larger now than any record may be, and would be tried for ever: its letter
 * says where it lies, how large it is and its hash, instead of its value.
 */
final class DeadLetters implements ConsumerAwareRecordRecoverer, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    /** Of headers, and of a key, in a letter without the value; it fits wherever a letter does. */
    private static final int KEPT_BESIDES_THE_VALUE = 16 * 1024;

    private final Producers producers;
    private final DeadLetterTopics topics;

    DeadLetters(Producers producers, DeadLetterTopics topics) {
        this.producers = producers;
        this.topics = topics;
    }

    @Override
    public void accept(ConsumerRecord<?, ?> failed, @Nullable Consumer<?, ?> consumer, @Nullable Exception exception) {
        String group = consumer == null ? "unknown" : consumer.groupMetadata().groupId();
        String position = "%s/%s/%d/%d".formatted(group, failed.topic(), failed.partition(), failed.offset());
        String cause = cause(exception);
        if (write(whole(failed, position, cause), position)) {
            log.warn("{} went to the dead letters: {}", position, cause);
        } else if (write(withoutValue(failed, position, cause), position)) {
            log.warn("{} is too large and went to the dead letters without its value: {}", position, cause);
        } else {
            throw new IllegalStateException("not even a letter without value may be written of " + position);
        }
    }

    private ProducerRecord<byte[], byte[]> whole(ConsumerRecord<?, ?> failed, String position, String cause) {
        return letter(failed, position, (byte[]) failed.value(), failed.headers(), cause);
    }

    private ProducerRecord<byte[], byte[]> withoutValue(ConsumerRecord<?, ?> failed, String position, String cause) {
        Iterable<Header> headers = weight(failed) <= KEPT_BESIDES_THE_VALUE ? failed.headers() : List.of();
        ProducerRecord<byte[], byte[]> letter = letter(failed, position, null, headers, cause);
        letter.headers().add("press_original_position", bytes(position));
        if (failed.value() instanceof byte[] value) {
            letter.headers().add("press_original_size", bytes(Integer.toString(value.length)));
            letter.headers().add("press_original_sha256", bytes(sha256(value)));
        }
        return letter;
    }

    private ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<?, ?> failed,
            String position,
            byte @Nullable [] value,
            Iterable<Header> headers,
            String cause) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(topics.of(failed.topic()), failed.partition(), bytes(position), value, headers);
        letter.headers().add("press_cause", bytes(cause));
        if (failed.key() instanceof byte[] key && (value != null || key.length <= KEPT_BESIDES_THE_VALUE)) {
            letter.headers().add("press_original_key", key);
        }
        return letter;
    }

    private static long weight(ConsumerRecord<?, ?> record) {
        long weight = 0;
        for (Header header : record.headers()) {
            weight += bytes(header.key()).length + (header.value() == null ? 0 : header.value().length);
        }
        return weight;
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A class name: messages may quote what they failed on. */
    private static String cause(@Nullable Exception exception) {
        if (exception == null) {
            return "unknown";
        }
        return (exception.getCause() == null ? exception : exception.getCause())
                .getClass()
                .getName();
    }

    /** False when it is too large, for the producer or for the topic. */
    private boolean write(ProducerRecord<byte[], byte[]> letter, String position) {
        try {
            producers.current().send(letter).get(Producers.DELIVERY_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the dead letter of " + position, e);
        } catch (ExecutionException | TimeoutException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                return false;
            }
            topics.lookAgain();
            throw new IllegalStateException("no dead letter of " + position + " could be written", e);
        }
    }

    @Override
    public void close() {
        producers.close();
    }
}
