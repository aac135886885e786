package press.lords.weather.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestDatabase;
import press.lords.weather.MovableClock;
import press.lords.weather.observation.PollingLeases.Lease;

import static org.assertj.core.api.Assertions.assertThat;

@OnContainers
class PollingLeasesIT {

    private static final String PROVIDER = "open-meteo";
    private static final String PLACE = "london";
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration POLL_WITHIN = Duration.ofSeconds(12);

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoCollection<Document> collection =
            mongo.getDatabase(TestDatabase.name()).getCollection("polling.leases");
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final PollingLeases one = new PollingLeases(collection, POLL_WITHIN, INTERVAL, clock);
    private final PollingLeases other = new PollingLeases(collection, POLL_WITHIN, INTERVAL, clock);

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void aPollerWhoIsNotHeardOfAgainIsReplacedAsSoonAsItHadTimeEnough() {
        assertThat(one.take(PROVIDER, PLACE)).isPresent();
        assertThat(other.take(PROVIDER, PLACE)).isEmpty();
        assertThat(other.freeFrom(PROVIDER, PLACE)).isEqualTo(clock.instant().plus(POLL_WITHIN));

        clock.advance(POLL_WITHIN.minusMillis(1));
        assertThat(other.take(PROVIDER, PLACE)).isEmpty();
        assertThat(one.take(PROVIDER, PLACE)).isEmpty();

        clock.advance(Duration.ofMillis(1));
        assertThat(other.take(PROVIDER, PLACE)).isPresent();
        assertThat(one.take(PROVIDER, PLACE)).isEmpty();
    }

    @Test
    void aPlaceThatWasPolledRestsForAllAndNotForLongerThanTheInterval() {
        Instant began = clock.instant();
        Lease lease = one.take(PROVIDER, PLACE).orElseThrow();
        clock.advance(Duration.ofSeconds(5));
        one.rest(lease);

        Instant free = other.freeFrom(PROVIDER, PLACE);
        assertThat(free).isBetween(began.plus(Duration.ofMinutes(4)), began.plus(Duration.ofSeconds(285)));
        clock.advance(POLL_WITHIN);
        assertThat(other.take(PROVIDER, PLACE)).isEmpty();
        clock.advance(Duration.between(clock.instant(), free));
        assertThat(other.take(PROVIDER, PLACE)).isPresent();
    }

    @Test
    void aPollerWhoWasReplacedPutsNobodyOff() {
        Lease slow = one.take(PROVIDER, PLACE).orElseThrow();
        clock.advance(POLL_WITHIN);
        Lease replacing = other.take(PROVIDER, PLACE).orElseThrow();

        one.rest(slow);

        assertThat(one.freeFrom(PROVIDER, PLACE)).isEqualTo(replacing.until());
    }

    @Test
    void placesAndProvidersHaveTheirOwnLeases() {
        assertThat(one.take(PROVIDER, PLACE)).isPresent();
        assertThat(one.take(PROVIDER, "leeds")).isPresent();
        assertThat(one.take("openweather", PLACE)).isPresent();
    }

    @Test
    void aRestOfALongerIntervalIsNotWaitedFor() {
        one.rest(one.take(PROVIDER, PLACE).orElseThrow());

        PollingLeases shorter = new PollingLeases(collection, POLL_WITHIN, Duration.ofSeconds(1), clock);
        assertThat(shorter.take(PROVIDER, PLACE)).isPresent();
    }

    @Test
    void whoReadTheClockBeforeAnotherTookItGetsNothingHoweverShortTheIntervalIs() {
        Duration interval = Duration.ofSeconds(5);
        MovableClock earlier = new MovableClock(clock.instant().minusSeconds(1));

        assertThat(new PollingLeases(collection, POLL_WITHIN, interval, clock).take(PROVIDER, PLACE))
                .isPresent();
        assertThat(new PollingLeases(collection, POLL_WITHIN, interval, earlier).take(PROVIDER, PLACE))
                .isEmpty();
    }

    @Test
    void ofManyAtOnceExactlyOneGetsIt() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                Callable<Optional<Lease>> take = () -> one.take(PROVIDER, PLACE);
                List<Future<Optional<Lease>>> taken =
                        threads.invokeAll(Stream.generate(() -> take).limit(8).toList());

                int winners = 0;
                for (Future<Optional<Lease>> one : taken) {
                    winners += one.get().isPresent() ? 1 : 0;
                }
                assertThat(winners).isOne();
                clock.advance(POLL_WITHIN);
            }
        }
    }
}
