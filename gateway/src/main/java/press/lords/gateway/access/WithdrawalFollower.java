package press.lords.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import press.lords.events.Revision;
import press.lords.events.SubscriberEvent.Changed;
import press.lords.events.Topic;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.UnreadableRecord;
import press.lords.gateway.StartOrder;

/**
 * Hears of withdrawn access: reads the whole of {@code subscribers} from where the oldest token that is still good could have been withdrawn.
 * Nothing that a record or the broker does ends it. While the broker is away tokens still end by themselves. What was there when it first looked is
 * known once that is read; until then nobody can tell what was withdrawn before this start.
 */
final class WithdrawalFollower implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WithdrawalFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Until all of before the start is known, since changes wait for it. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private static final String CONSEQUENCE = "until then bearers can't change anything";

    /** For clocks that differ. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final Supplier<Consumer<byte[], byte[]>> connection;
    private final Withdrawals withdrawals;
    private final Duration horizon;
    private final Clock clock;
    private final Counter rejected;
    private final EventCodec codec = new EventCodec();
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;
    private boolean follows = true;

    WithdrawalFollower(
            Supplier<Consumer<byte[], byte[]>> connection,
            Withdrawals withdrawals,
            Duration tokenLifetime,
            Clock clock,
            MeterRegistry registry) {
        this.connection = connection;
        this.withdrawals = withdrawals;
        this.horizon = tokenLifetime.plus(MARGIN);
        this.clock = clock;
        this.rejected = registry.counter("press.access.rejected");
        registry.gauge("press.access.withdrawals", withdrawals, Withdrawals::size);
        Gauge.builder("press.access.withdrawals.known", withdrawals, all -> all.areKnown() ? 1 : 0)
                .description(
                        "whether all is known that was withdrawn before the start; until then no bearer may change anything")
                .register(registry);
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("withdrawal-follower").daemon().start(this::run);
    }

    /** There is nothing to be finished: the next start reads the same again. */
    @Override
    public void stop() {
        stop.countDown();
    }

    @Override
    public boolean isRunning() {
        return thread != null && stop.getCount() > 0;
    }

    @Override
    public int getPhase() {
        return StartOrder.BEFORE_THE_WEB_SERVER;
    }

    private void run() {
        do {
            try (Consumer<byte[], byte[]> consumer = connection.get()) {
                follow(consumer);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                lost(e);
            }
        } while (!stopsWithin(withdrawals.areKnown() ? PAUSE : FIRST_PAUSE));
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.SUBSCRIBERS.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            // Nobody ever told of a withdrawal: subscription-service is new, or another issuer stands in for it.
            withdrawals.complete();
            return;
        }
        // The ends first: what comes meanwhile is read.
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> beginnings = consumer.offsetsForTimes(times(partitions));
        consumer.assign(partitions);
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp beginning = beginnings.get(partition);
            consumer.seek(partition, beginning == null ? end : beginning.offset());
        });
        found();
        while (!stopsWithin(Duration.ZERO)) {
            consumer.poll(POLL).forEach(this::take);
            if (!withdrawals.areKnown() && isReached(ends, consumer)) {
                withdrawals.complete();
                log.info("all is known that was withdrawn before the start");
            }
        }
    }

    private static boolean isReached(Map<TopicPartition, Long> ends, Consumer<?, ?> consumer) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private Map<TopicPartition, Long> times(List<TopicPartition> partitions) {
        Instant from = clock.instant().minus(horizon);
        return partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> from.toEpochMilli()));
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null) {
            return;
        }
        try {
            Revision<?> revision = codec.read(message);
            if (revision.event() instanceof Changed changed) {
                withdrawals.apply(revision.id(), revision.number(), changed);
            }
        } catch (UnreadableRecord | RuntimeException | StackOverflowError e) {
            rejected.increment();
            log.warn(
                    "passed over {}-{}@{}: {}", message.topic(), message.partition(), message.offset(), e.getMessage());
        }
    }

    private void found() {
        if (!follows) {
            log.info("withdrawals of access are heard of again");
        }
        follows = true;
    }

    private void lost(Throwable failure) {
        if (follows) {
            String consequence = withdrawals.areKnown() ? "those of before are known" : CONSEQUENCE;
            log.warn("withdrawals of access aren't heard of, trying again until they are; {}", consequence, failure);
        }
        follows = false;
    }

    private boolean stopsWithin(Duration pause) {
        try {
            return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
