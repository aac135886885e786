package press.lords.weather.observation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import press.lords.events.WeatherEvent.Attribution;
import press.lords.events.WeatherEvent.Condition;
import press.lords.events.WeatherEvent.Observed;
import press.lords.events.WeatherEvent.Place;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LIMIT = Duration.ofMinutes(45);
    private static final Duration THIRD = Duration.ofMinutes(15);
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final Observed last = observed("London, UK", "15.7", NOON, NOON, "here", false);

    @Test
    void theFirstObservationIsAChange() {
        assertThat(Verdict.of(null, last, THIRD, INTERVAL)).isEqualTo(Verdict.CHANGED);
    }

    @Test
    void anotherValueLabelOrSourceIsAChange() {
        Instant later = NOON.plusSeconds(300);
        assertThat(verdict(observed("London, UK", "15.8", later, later, "here", false)))
                .isEqualTo(Verdict.CHANGED);
        assertThat(verdict(observed("London", "15.7", later, later, "here", false)))
                .isEqualTo(Verdict.CHANGED);
        assertThat(verdict(observed("London, UK", "15.7", later, later, "there", false)))
                .isEqualTo(Verdict.CHANGED);
        assertThat(verdict(observed("London, UK", "15.7", later, later, "here", true)))
                .isEqualTo(Verdict.CHANGED);
    }

    @Test
    void theSameWeatherMeasuredAgainIsNoChange() {
        Instant later = NOON.plusSeconds(300);

        assertThat(verdict(observed("London, UK", "15.7", later, later, "here", false)))
                .isEqualTo(Verdict.UNCHANGED);
    }

    @Test
    void isConfirmedWhenTheNextPollCouldBeTooLateForAThirdOfTheLimit() {
        assertThat(verdict(confirmed(NOON.plus(Duration.ofMinutes(10))))).isEqualTo(Verdict.UNCHANGED);
        assertThat(verdict(confirmed(NOON.plus(Duration.ofMinutes(10)).plusMillis(1))))
                .isEqualTo(Verdict.CONFIRMED);
    }

    @Test
    void confirmingWhatIsTooOldToBeCurrentTellsNothing() {
        Observed next = confirmed(NOON.plus(Duration.ofMinutes(20)));
        Observed frozen = new Observed(
                next.place(),
                next.condition(),
                next.temperature(),
                next.humidity(),
                next.wind(),
                next.observedAt(),
                next.confirmedAt(),
                last.staleAfter(),
                next.attribution(),
                false);

        assertThat(verdict(frozen)).isEqualTo(Verdict.UNCHANGED);
    }

    @Test
    void anEarlierMeasurementNeverReplacesALaterOne() {
        Instant earlier = NOON.minusSeconds(1);
        assertThat(verdict(observed("London, UK", "3", earlier, NOON.plusSeconds(300), "here", false)))
                .isEqualTo(Verdict.OLDER);
    }

    private Verdict verdict(Observed next) {
        return Verdict.of(last, next, THIRD, INTERVAL);
    }

    private static Observed confirmed(Instant confirmedAt) {
        return observed("London, UK", "15.7", NOON, confirmedAt, "here", false);
    }

    private static Observed observed(
            String label, String celsius, Instant observedAt, Instant confirmedAt, String source, boolean recorded) {
        return new Observed(
                new Place(label, ZoneId.of("Europe/London")),
                new Condition("rain", "Rain"),
                Measures.celsius(new BigDecimal(celsius)),
                Measures.percent(BigDecimal.TEN),
                Measures.kmh(BigDecimal.ONE),
                observedAt,
                confirmedAt,
                confirmedAt.plus(LIMIT),
                new Attribution(source, "https://example.org/"),
                recorded);
    }
}
