package press.lords.gateway.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import press.lords.events.WeatherEvent.Attribution;
import press.lords.events.WeatherEvent.Condition;
import press.lords.events.WeatherEvent.Measure;
import press.lords.events.WeatherEvent.Observed;

/**
 * The weather in the masthead. When it is absent everything but the state is null.
 *
 * @param asOf when the provider last confirmed it
 */
record WeatherBox(
        SectionState state,
        @Nullable Instant asOf,
        @Nullable String summary,
        @Nullable Condition condition,
        @Nullable Measure temperature,
        @Nullable Measure humidity,
        @Nullable Measure wind,
        @Nullable Attribution attribution) {

    /** What nobody has confirmed for this long after it went stale tells a reader nothing. */
    static WeatherBox of(@Nullable Observed weather, Instant now, Duration absentAfter) {
        if (weather == null || !now.isBefore(absentFrom(weather, absentAfter))) {
            return new WeatherBox(SectionState.ABSENT, null, null, null, null, null, null, null);
        }
        return new WeatherBox(
                state(weather, now),
                weather.confirmedAt(),
                weather.condition().label().toLowerCase(Locale.UK) + " "
                        + weather.temperature().label(),
                weather.condition(),
                weather.temperature(),
                weather.humidity(),
                weather.wind(),
                weather.attribution());
    }

    static Instant absentFrom(Observed weather, Duration absentAfter) {
        return weather.staleAfter().plus(absentAfter);
    }

    private static SectionState state(Observed weather, Instant now) {
        if (weather.recorded()) {
            return SectionState.RECORDED;
        }
        return now.isBefore(weather.staleAfter()) ? SectionState.LIVE : SectionState.STALE;
    }
}
