package press.lords.gateway.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import press.lords.events.WeatherEvent.Observed;
import press.lords.gateway.Fixtures;
import press.lords.gateway.page.PaperSettings.Place;

import static org.assertj.core.api.Assertions.assertThat;

class MastheadTests {

    private static final Duration ABSENT_AFTER = Duration.ofHours(12);

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-10-11T12:49:59Z | Saturday, 11 October, 2025 | Saturday, October 11, 2025 1:49 PM | 2025-10-11T13:49+01:00",
                "2025-10-11T22:59:59Z | Saturday, 11 October, 2025 | Saturday, October 11, 2025 11:59 PM | 2025-10-11T23:59+01:00",
                "2025-10-11T23:00:00Z | Sunday, 12 October, 2025 | Sunday, October 12, 2025 12:00 AM | 2025-10-12T00:00+01:00",
                "2025-10-26T00:59:00Z | Sunday, 26 October, 2025 | Sunday, October 26, 2025 1:59 AM | 2025-10-26T01:59+01:00",
                "2025-10-26T01:00:00Z | Sunday, 26 October, 2025 | Sunday, October 26, 2025 1:00 AM | 2025-10-26T01:00Z",
                "2026-03-29T00:59:00Z | Sunday, 29 March, 2026 | Sunday, March 29, 2026 12:59 AM | 2026-03-29T00:59Z",
                "2026-03-29T01:00:00Z | Sunday, 29 March, 2026 | Sunday, March 29, 2026 2:00 AM | 2026-03-29T02:00+01:00",
                "2025-12-31T23:59:59Z | Wednesday, 31 December, 2025 | Wednesday, December 31, 2025 11:59 PM | 2025-12-31T23:59Z",
                "2026-01-01T00:00:00Z | Thursday, 1 January, 2026 | Thursday, January 1, 2026 12:00 AM | 2026-01-01T00:00Z"
            })
    void turnsOverAtLondonsMidnight(Instant now, String date, String localTime, String iso) {
        Masthead masthead = masthead(now, LONDON, LONDON);

        assertThat(masthead.date().label()).isEqualTo(date);
        assertThat(masthead.localTime().label()).isEqualTo(localTime);
        assertThat(masthead.localTime().iso()).hasToString(iso);
        assertThat(masthead.date().iso()).isEqualTo(now.atZone(LONDON).toLocalDate());
    }

    @Test
    void tellsThePapersDateAndThePlacesTime() {
        Masthead masthead = masthead(Instant.parse("2025-10-11T23:30:00Z"), LONDON, ZoneId.of("America/New_York"));

        assertThat(masthead.date().label()).isEqualTo("Sunday, 12 October, 2025");
        assertThat(masthead.localTime().label()).isEqualTo("Saturday, October 11, 2025 7:30 PM");
    }

    @Test
    void saysHowFarTheWeatherCanBeTrusted() {
        Observed weather = Fixtures.weather(false);

        assertThat(WeatherBox.of(weather, weather.staleAfter().minusMillis(1), ABSENT_AFTER)
                        .state())
                .isEqualTo(SectionState.LIVE);
        assertThat(WeatherBox.of(weather, weather.staleAfter(), ABSENT_AFTER).state())
                .isEqualTo(SectionState.STALE);
        assertThat(WeatherBox.of(weather, weather.staleAfter().plus(ABSENT_AFTER), ABSENT_AFTER)
                        .state())
                .isEqualTo(SectionState.ABSENT);
        assertThat(WeatherBox.of(Fixtures.weather(true), Instant.EPOCH, ABSENT_AFTER)
                        .state())
                .isEqualTo(SectionState.RECORDED);
        assertThat(WeatherBox.of(null, Instant.EPOCH, ABSENT_AFTER).state()).isEqualTo(SectionState.ABSENT);
        assertThat(WeatherBox.of(weather, Instant.EPOCH, ABSENT_AFTER).summary())
                .isEqualTo("broken clouds 15.7°C");
    }

    private static Masthead masthead(Instant now, ZoneId paper, ZoneId place) {
        PaperSettings settings =
                new PaperSettings("Lord's Press", paper, new Place("london", "London, UK", place), ABSENT_AFTER);
        return Masthead.at(now, settings, WeatherBox.of(null, now, ABSENT_AFTER));
    }
}
