package press.lords.weather.provider;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void readsSecondsAndDates() {
        assertThat(RetryAfter.parse("90", NOW)).contains(Duration.ofSeconds(90));
        assertThat(RetryAfter.parse("Sun, 1 Mar 2026 12:05:00 GMT", NOW)).contains(Duration.ofMinutes(5));
    }

    @Test
    void believesNoMoreThanADay() {
        assertThat(RetryAfter.parse("999999999", NOW)).contains(Duration.ofDays(1));
        assertThat(RetryAfter.parse("Mon, 1 Mar 2027 12:05:00 GMT", NOW)).contains(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "soon", "12.5", "99999999999999999999", "Sun, 1 Mar 2026 11:00:00 GMT"})
    void takesNoNonsense(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isEmpty();
    }
}
