package press.lords.weather.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import press.lords.events.kafka.TestDatabase;
import press.lords.weather.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;

class PollingLeasesIT {

    private static final Duration LENGTH = Duration.ofMinutes(4);

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoCollection<Document> collection =
            mongo.getDatabase(TestDatabase.name()).getCollection("polling.leases");
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final PollingLeases one = new PollingLeases(collection, LENGTH, clock);
    private final PollingLeases other = new PollingLeases(collection, LENGTH, clock);

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void oneInstanceHasTheLeaseUntilItRunsOutAndThenAnyMayTakeIt() {
        assertThat(one.take("open-meteo", "london")).isTrue();
        assertThat(other.take("open-meteo", "london")).isFalse();

        clock.advance(LENGTH.minusMillis(1));
        assertThat(other.take("open-meteo", "london")).isFalse();
        assertThat(one.take("open-meteo", "london")).isFalse();

        clock.advance(Duration.ofMillis(1));
        assertThat(other.take("open-meteo", "london")).isTrue();
        assertThat(one.take("open-meteo", "london")).isFalse();
    }

    @Test
    void placesAndProvidersHaveTheirOwnLeases() {
        assertThat(one.take("open-meteo", "london")).isTrue();
        assertThat(one.take("open-meteo", "leeds")).isTrue();
        assertThat(one.take("openweather", "london")).isTrue();
    }

    @Test
    void aLeaseOfALongerIntervalIsNotWaitedFor() {
        assertThat(one.take("open-meteo", "london")).isTrue();

        PollingLeases shorter = new PollingLeases(collection, Duration.ofSeconds(1), clock);
        assertThat(shorter.take("open-meteo", "london")).isTrue();
    }

    @Test
    void ofManyAtOnceExactlyOneGetsIt() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                Callable<Boolean> take = () -> one.take("open-meteo", "london");
                List<Future<Boolean>> taken =
                        threads.invokeAll(Stream.generate(() -> take).limit(8).toList());

                int winners = 0;
                for (Future<Boolean> one : taken) {
                    winners += one.get() ? 1 : 0;
                }
                assertThat(winners).isOne();
                clock.advance(LENGTH);
            }
        }
    }
}
