package press.lords.events.kafka;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRecordRecoverer;

import static press.lords.events.kafka.RevisionRecord.bytes;

/**
 * Keeps what a consumer group gave up: the original bytes and headers, who failed, where it stood and why. Its key is
 * {@code <group>/<topic>/<partition>/<offset>}; the record's own key is in {@code press_original_key}. If writing fails, the record is
 * tried again: nothing is lost.
 */
final class DeadLetters implements ConsumerAwareRecordRecoverer, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

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
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                topics.of(failed.topic()),
                failed.partition(),
                bytes(position),
                (byte[]) failed.value(),
                failed.headers());
        letter.headers().add("press_cause", bytes(cause(exception)));
        if (failed.key() instanceof byte[] key) {
            letter.headers().add("press_original_key", key);
        }
        write(letter, position);
        log.warn("{} went to the dead letters: {}", position, cause(exception));
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

    private void write(ProducerRecord<byte[], byte[]> letter, String position) {
        try {
            producers.current().send(letter).get(Producers.DELIVERY_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the dead letter of " + position, e);
        } catch (ExecutionException | TimeoutException e) {
            topics.lookAgain();
            throw new IllegalStateException("no dead letter of " + position + " could be written", e);
        }
    }

    @Override
    public void close() {
        producers.close();
    }
}
