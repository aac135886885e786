package press.lords.weather.observation;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {10, 300, 659, 660, 900})
    void keepsAYearBelowFiftyThousandRecordsHoweverOftenTheWeatherChanges(int secondsBetweenChanges) {
        Pace pace = Pace.UNUSED;
        int published = 0;
        Instant end = START.plus(Duration.ofDays(366));
        for (Instant now = START; now.isBefore(end); now = now.plusSeconds(secondsBetweenChanges)) {
            if (pace.allows(now)) {
                pace = pace.afterPublishing(now);
                published++;
            }
        }

        assertThat(published).isBetween(35_000, 50_000);
    }

    @Test
    void tellsABurstOfChangesAtOnceAndThenOneAtATime() {
        Pace pace = Pace.UNUSED;
        for (int change = 0; change < Pace.BURST; change++) {
            assertThat(pace.allows(START)).isTrue();
            pace = pace.afterPublishing(START);
        }

        assertThat(pace.allows(START)).isFalse();
        assertThat(pace.allows(START.plus(Pace.SPACING).minusMillis(1))).isFalse();
        assertThat(pace.allows(START.plus(Pace.SPACING))).isTrue();
    }
}
