package press.lords.weather.provider;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import press.lords.weather.observation.Observation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordedWeatherTests {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void playsTheSampleRoundAndRoundAndSaysThatItIsARecording() {
        Set<Observation> played = new HashSet<>();
        for (int quarter = 0; quarter < 24; quarter++) {
            Observation observation = sampleAt(START.plusSeconds(900L * quarter));
            played.add(observation);
            assertThat(observation.recorded()).isTrue();
            assertThat(observation.attribution().text()).contains("recording");
        }

        assertThat(played).hasSize(12);
        assertThat(sampleAt(START.plusSeconds(12 * 900))).isEqualTo(sampleAt(START));
    }

    @Test
    void isAtTheSameObservationInEveryInstance() {
        assertThat(sampleAt(START.plusSeconds(899))).isEqualTo(sampleAt(START));
        assertThat(sampleAt(START.plusSeconds(900))).isNotEqualTo(sampleAt(START));
    }

    @Test
    void isAsGoodManyYearsLater() {
        assertThat(sampleAt(Instant.parse("2050-01-01T00:00:00Z")).recorded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"every\": \"PT15M\", \"observations\": []}",
                "{\"every\": \"PT0S\", \"observations\": [{\"observedAt\": \"2026-03-14T06:00:00Z\", \"condition\": \"mist\", \"celsius\": 6.4, \"humidityPercent\": 94, \"windKmh\": 5.2}]}",
                "{\"every\": \"PT15M\", \"observations\": [{\"condition\": \"mist\", \"celsius\": 6.4, \"humidityPercent\": 94, \"windKmh\": 5.2}]}",
                "{\"every\": \"PT15M\", \"observations\": [{\"observedAt\": \"2026-03-14T06:00:00Z\", \"condition\": \"frogs\", \"celsius\": 6.4, \"humidityPercent\": 94, \"windKmh\": 5.2}]}",
                "{\"every\": \"PT15M\", \"observations\": [{\"observedAt\": \"2026-03-14T06:00:00Z\", \"condition\": \"mist\", \"celsius\": 99, \"humidityPercent\": 94, \"windKmh\": 5.2}]}"
            })
    void refusesABrokenRecordingAtTheStart(String file) {
        ByteArrayResource resource = new ByteArrayResource(file.getBytes(UTF_8));

        assertThatThrownBy(() -> RecordedWeather.of(resource, at(START)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WEATHER_RECORDED_FILE");
    }

    private static Observation sampleAt(Instant time) {
        return RecordedWeather.of(new ClassPathResource("recordings/sample.json"), at(time))
                .observe(ProviderContractTests.PLACE);
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }
}
