package press.lords.weather.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestDatabase;
import press.lords.weather.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two instances that look after the same place, by the defaults. */
class PollInTurnIT {

    private static final String PROVIDER = "open-meteo";
    private static final String PLACE = "london";
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration POLL_WITHIN = Duration.ofSeconds(12);
    /** What is promised of everything that another instance has to take over. */
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(15);

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final PollingLeases leases = new PollingLeases(
            mongo.getDatabase(TestDatabase.name()).getCollection("polling.leases"), POLL_WITHIN, INTERVAL, clock);
    private final List<String> polls = new ArrayList<>();

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void pollOncePerIntervalBetweenThem() {
        PollInTurn one = instance(() -> polls.add("one"));
        PollInTurn other = instance(() -> polls.add("other"));
        Instant begin = clock.instant();
        Instant nextOfOne = one.look();
        Instant nextOfOther = other.look();

        while (clock.instant().isBefore(begin.plus(INTERVAL.multipliedBy(10)))) {
            boolean ones = nextOfOne.isBefore(nextOfOther);
            Instant next = ones ? nextOfOne : nextOfOther;
            assertThat(next).as("no look twice at a time").isAfterOrEqualTo(clock.instant());
            clock.advance(Duration.between(clock.instant(), next));
            if (ones) {
                nextOfOne = one.look();
            } else {
                nextOfOther = other.look();
            }
        }

        assertThat(polls).hasSizeBetween(10, 14);
    }

    @Test
    void goOnSoonForOneWhoDiedInTheMiddleOfAPoll() {
        PollInTurn other = instance(() -> polls.add("other"));
        assertThat(leases.take(PROVIDER, PLACE)).isPresent();
        Instant died = clock.instant();

        Instant next = other.look();
        assertThat(polls).isEmpty();
        assertThat(next).isBeforeOrEqualTo(died.plus(TAKEN_OVER_WITHIN));
        clock.advance(Duration.between(clock.instant(), next));
        other.look();

        assertThat(polls).containsExactly("other");
    }

    @Test
    void restAlsoAfterAPollThatFailed() {
        PollInTurn failing = instance(() -> {
            throw new IllegalStateException("nobody expected that");
        });
        PollInTurn other = instance(() -> polls.add("other"));
        Instant asked = clock.instant();
        assertThatThrownBy(failing::look).hasMessage("nobody expected that");

        assertThat(other.look())
                .isAfterOrEqualTo(asked.plus(INTERVAL.multipliedBy(4).dividedBy(5)));
        assertThat(polls).isEmpty();
    }

    private PollInTurn instance(Runnable poll) {
        return new PollInTurn(
                PROVIDER, PLACE, poll, new PollMetrics(new SimpleMeterRegistry(), clock), leases, INTERVAL, clock);
    }
}
