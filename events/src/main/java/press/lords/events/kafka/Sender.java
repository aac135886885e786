package press.lords.events.kafka;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import press.lords.events.Topic;

/** Sends what is committed and marks it as sent. Sending twice is harmless by design, so nothing here takes a lock. */
final class Sender {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);
    private static final int MAX_AT_ONCE = 64;

    private final Topic topic;
    private final Heads heads;
    private final StoredRevisions revisions;
    private final Topics topics;
    private final LogEnds ends;
    private final Producers producers;
    private final Executor executor;
    private final Clock clock;
    private final Semaphore atOnce = new Semaphore(MAX_AT_ONCE);
    private final Counter sent;
    private final Counter failed;

    Sender(
            Topic topic,
            Heads heads,
            StoredRevisions revisions,
            Topics topics,
            LogEnds ends,
            Producers producers,
            Executor executor,
            Clock clock,
            MeterRegistry meters) {
        this.topic = topic;
        this.heads = heads;
        this.revisions = revisions;
        this.topics = topics;
        this.ends = ends;
        this.producers = producers;
        this.executor = executor;
        this.clock = clock;
        this.sent = meters.counter("press.journal.sent", "topic", topic.topicName());
        this.failed = meters.counter("press.journal.send.failed", "topic", topic.topicName());
    }

    /** In the background, if the topic is known and there is room; if not, a sweeper does it. */
    void sendAtOnce(Head head, RevisionRecord latest) {
        Optional<String> topicId = topics.id(topic);
        if (topicId.isEmpty() || !atOnce.tryAcquire()) {
            return;
        }
        executor.execute(() -> {
            try {
                if (head.sentTo(topicId.get()) == latest.number() - 1) {
                    deliver(List.of(latest));
                    heads.mark(head.id(), topicId.get(), latest.number());
                } else {
                    // The one before isn't marked yet, or the topic is another one: all that it may lack, in order.
                    send(head, topicId.get());
                }
            } catch (NotSent | RuntimeException e) {
                failed.increment();
                log.warn("{} is not sent yet, a sweeper will: {}", latest.key(), e.toString());
            } finally {
                atOnce.release();
            }
        });
    }

    /** Everything of the thing that the topic doesn't surely have, in order. */
    void send(String id) throws NotSent {
        Optional<Head> head = heads.find(id);
        if (head.isEmpty()) {
            return; // forgotten meanwhile
        }
        try {
            send(
                    head.get(),
                    topics.id(topic).orElseThrow(() -> new NotSent(true, new IllegalStateException("no topic"))));
        } catch (NotSent | RuntimeException e) {
            failed.increment();
            throw e;
        }
    }

    private void send(Head head, String topicId) throws NotSent {
        int sentTo = head.sentTo(topicId);
        while (sentTo < head.revision()) {
            for (List<String> portion : revisions.portions(head, sentTo + 1)) {
                deliver(revisions.read(portion));
                sentTo += portion.size();
                heads.mark(head.id(), topicId, sentTo);
            }
        }
        if (head.sentTo(topicId) == head.revision()) {
            heads.mark(head.id(), topicId, head.revision()); // sent before, but a crash left it pending
        }
    }

    /** What the topic would have deleted by now is left out, also when the topic was made anew: it counts as sent. */
    private void deliver(List<RevisionRecord> records) throws NotSent {
        try {
            List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
            Instant now = clock.instant();
            for (RevisionRecord record : records) {
                if (!topic.hasExpired(record.at(), now)) {
                    acknowledgements.add(producers.current().send(record.toProducerRecord()));
                }
            }
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                RecordMetadata where = acknowledgement.get(Producers.DELIVERY_TIMEOUT_SECONDS, TimeUnit.SECONDS);
                ends.acknowledged(where);
                sent.increment();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSent(true, e);
        } catch (TimeoutException | RetriableException e) {
            throw new NotSent(true, e);
        } catch (ExecutionException e) {
            throw notSent(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw notSent(e);
        }
    }

    private NotSent notSent(Throwable cause) {
        boolean retriable = cause instanceof RetriableException;
        if (!retriable) {
            // Some errors leave an idempotent producer unusable for good.
            producers.renew();
        }
        return new NotSent(retriable, cause);
    }

    /** Not acknowledged now; {@code everything}: it is the broker that is away, not this record that is refused. */
    static final class NotSent extends Exception {
        private final boolean everything;

        NotSent(boolean everything, Throwable cause) {
            super(cause);
            this.everything = everything;
        }

        boolean everything() {
            return everything;
        }
    }
}
