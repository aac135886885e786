package press.lords.weather.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import press.lords.events.WeatherEvent.Attribution;
import press.lords.events.WeatherEvent.Condition;
import press.lords.events.WeatherEvent.Measure;
import press.lords.events.WeatherEvent.Observed;
import press.lords.weather.observation.Observations;
import press.lords.weather.observation.Observations.Current;

@RestController
class WeatherController {

    private static final CacheControl CACHE =
            CacheControl.maxAge(Duration.ofSeconds(30)).cachePublic();

    private final Observations observations;
    private final Clock clock;

    WeatherController(Observations observations, Clock clock) {
        this.observations = observations;
        this.clock = clock;
    }

    @GetMapping(path = "/api/weather", produces = "application/json")
    ResponseEntity<List<CurrentWeather>> currentWeather() {
        Instant now = clock.instant();
        return ResponseEntity.ok()
                .cacheControl(CACHE)
                .body(observations.current().stream()
                        .map(current -> CurrentWeather.of(current, now))
                        .toList());
    }

    /** What was last published of a place, and how current that is. */
    record CurrentWeather(
            PlaceView place,
            State state,
            Condition condition,
            Measure temperature,
            Measure humidity,
            Measure wind,
            Instant observedAt,
            Instant confirmedAt,
            Instant staleAfter,
            Attribution attribution) {

        static CurrentWeather of(Current current, Instant now) {
            Observed observed = current.observed();
            return new CurrentWeather(
                    new PlaceView(
                            current.placeId(),
                            observed.place().label(),
                            observed.place().zone()),
                    State.of(current, now),
                    observed.condition(),
                    observed.temperature(),
                    observed.humidity(),
                    observed.wind(),
                    observed.observedAt(),
                    observed.confirmedAt(),
                    observed.staleAfter(),
                    observed.attribution());
        }
    }

    record PlaceView(String id, String label, ZoneId zone) {}

    /** A recorded observation is never live, and being stale doesn't make it less recorded. */
    enum State {
        LIVE,
        RECORDED,
        STALE;

        static State of(Current current, Instant now) {
            if (current.observed().recorded()) {
                return RECORDED;
            }
            return current.isStale(now) ? STALE : LIVE;
        }

        @JsonValue
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
