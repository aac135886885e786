package press.lords.weather.provider;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import press.lords.events.WeatherEvent.Attribution;
import press.lords.events.kafka.TestDatabase;
import press.lords.weather.MovableClock;
import press.lords.weather.observation.ConditionCode;
import press.lords.weather.observation.NoObservation;
import press.lords.weather.observation.NoObservation.Reason;
import press.lords.weather.observation.Observation;
import press.lords.weather.observation.Place;
import press.lords.weather.observation.WeatherProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

class CarefulProviderIT {

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoCollection<Document> allowances =
            mongo.getDatabase(TestDatabase.name()).getCollection("provider.allowances");
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T23:50:00Z"));
    private final Unreliable unreliable = new Unreliable();

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void asksNoMoreThanTheDaysCallsAlsoAfterARestart() throws NoObservation {
        careful(3).observe(ProviderContractTests.PLACE);
        careful(3).observe(ProviderContractTests.PLACE);
        careful(3).observe(ProviderContractTests.PLACE);

        assertThat(reason(careful(3))).isEqualTo(Reason.SUSPENDED);
        assertThat(unreliable.calls).isEqualTo(3);
    }

    @Test
    void beginsANewCountWithTheNewDay() throws NoObservation {
        careful(1).observe(ProviderContractTests.PLACE);
        assertThat(reason(careful(1))).isEqualTo(Reason.SUSPENDED);

        clock.advance(Duration.ofMinutes(11));

        assertThat(careful(1).observe(ProviderContractTests.PLACE)).isNotNull();
    }

    @Test
    void aClockThatIsBehindBringsNoOldDayBack() throws NoObservation {
        clock.advance(Duration.ofMinutes(11));
        careful(1).observe(ProviderContractTests.PLACE);

        clock.advance(Duration.ofMinutes(-11));

        assertThat(reason(careful(1))).isEqualTo(Reason.SUSPENDED);
        clock.advance(Duration.ofMinutes(11));
        assertThat(reason(careful(1))).isEqualTo(Reason.SUSPENDED);
    }

    @Test
    void noInstanceAsksWhileTheProviderWantsPatience() throws NoObservation {
        unreliable.failure = new NoObservation(Reason.THROTTLED, Duration.ofMinutes(2));
        assertThat(reason(careful(100))).isEqualTo(Reason.THROTTLED);
        unreliable.failure = null;

        clock.advance(Duration.ofSeconds(119));
        assertThat(reason(careful(100))).isEqualTo(Reason.SUSPENDED);
        assertThat(unreliable.calls).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(careful(100).observe(ProviderContractTests.PLACE)).isNotNull();
    }

    @Test
    void leavesAFailingProviderAloneAndFindsItAgain() {
        unreliable.failure = new NoObservation(Reason.FAILED);
        CarefulProvider careful = careful(100);
        for (int i = 0; i < 3; i++) {
            assertThat(reason(careful)).isEqualTo(Reason.FAILED);
        }

        assertThat(reason(careful)).isEqualTo(Reason.SUSPENDED);
        assertThat(unreliable.calls).isEqualTo(3);

        unreliable.failure = null;
        await().atMost(Duration.ofSeconds(10))
                .ignoreException(NoObservation.class)
                .until(() -> careful.observe(ProviderContractTests.PLACE) != null);
    }

    @Test
    void findsAProviderAgainThatBrokeDownWhenItWasTried() {
        unreliable.failure = new NoObservation(Reason.FAILED);
        CarefulProvider careful = careful(100);
        for (int i = 0; i < 3; i++) {
            assertThat(reason(careful)).isEqualTo(Reason.FAILED);
        }
        unreliable.failure = null;
        unreliable.breakdown = new IllegalStateException("nobody foresaw this");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> catchThrowable(() -> careful.observe(ProviderContractTests.PLACE))
                        instanceof IllegalStateException);

        unreliable.breakdown = null;
        await().atMost(Duration.ofSeconds(10))
                .ignoreException(NoObservation.class)
                .until(() -> careful.observe(ProviderContractTests.PLACE) != null);
    }

    private CarefulProvider careful(long callsPerDay) {
        return new CarefulProvider(
                unreliable,
                new Allowance(allowances, unreliable.name(), callsPerDay, clock),
                CarefulProvider.breaker(unreliable.name(), Duration.ofMillis(300)));
    }

    private static Reason reason(CarefulProvider provider) {
        return catchThrowableOfType(NoObservation.class, () -> provider.observe(ProviderContractTests.PLACE))
                .reason();
    }

    private static final class Unreliable implements WeatherProvider {
        @Nullable
        NoObservation failure;

        @Nullable
        RuntimeException breakdown;

        int calls;

        @Override
        public String name() {
            return "unreliable";
        }

        @Override
        public Observation observe(Place place) throws NoObservation {
            calls++;
            if (failure != null) {
                throw failure;
            }
            if (breakdown != null) {
                throw breakdown;
            }
            return new Observation(
                    ConditionCode.RAIN,
                    BigDecimal.ONE,
                    BigDecimal.TEN,
                    BigDecimal.TWO,
                    Instant.EPOCH,
                    new Attribution("nobody", "https://example.org/"),
                    false);
        }
    }
}
