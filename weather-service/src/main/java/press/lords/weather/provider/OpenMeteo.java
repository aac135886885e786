package press.lords.weather.provider;

import java.net.URI;
import java.time.Clock;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import press.lords.events.WeatherEvent.Attribution;
import press.lords.weather.observation.ConditionCode;
import press.lords.weather.observation.NoObservation;
import press.lords.weather.observation.NoObservation.Reason;
import press.lords.weather.observation.Observation;
import press.lords.weather.observation.Place;
import press.lords.weather.observation.WeatherProvider;

/** Open-Meteo's forecast API, its current conditions; needs no key. */
final class OpenMeteo implements WeatherProvider {

    private static final Attribution ATTRIBUTION =
            new Attribution("Weather data by Open-Meteo.com (CC BY 4.0)", "https://open-meteo.com/");

    private final JsonCalls calls;
    private final URI base;
    private final Clock clock;

    OpenMeteo(JsonCalls calls, URI base, Clock clock) {
        this.calls = calls;
        this.base = base;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "open-meteo";
    }

    @Override
    public Observation observe(Place place) throws NoObservation {
        Answer answer = calls.get(address(place), Answer.class);
        return reading(answer).toObservation(ATTRIBUTION, false, clock.instant());
    }

    private URI address(Place place) {
        return UriComponentsBuilder.fromUri(base)
                .path("/v1/forecast")
                .queryParam("latitude", "{latitude}")
                .queryParam("longitude", "{longitude}")
                .queryParam("current", "temperature_2m,relative_humidity_2m,wind_speed_10m,weather_code")
                .queryParam("temperature_unit", "celsius")
                .queryParam("wind_speed_unit", "kmh")
                .queryParam("timeformat", "unixtime")
                .encode()
                .buildAndExpand(Map.of("latitude", place.latitude(), "longitude", place.longitude()))
                .toUri();
    }

    private static Reading reading(Answer answer) throws NoObservation {
        Current current = answer.current();
        Units units = answer.units();
        if (current == null
                || current.time() == null
                || current.celsius() == null
                || current.humidity() == null
                || current.kmh() == null
                || current.code() == null
                || (units != null && !units.areOurs())) {
            throw new NoObservation(Reason.UNREADABLE);
        }
        ConditionCode condition =
                WmoCodes.condition(current.code()).orElseThrow(() -> new NoObservation(Reason.UNREADABLE));
        return new Reading(
                condition,
                current.celsius(),
                current.humidity(),
                current.kmh(),
                1,
                EpochSeconds.instant(current.time()));
    }

    private record Answer(
            @Nullable Current current,
            @JsonProperty("current_units") @Nullable Units units) {}

    private record Current(
            @Nullable Long time,
            @JsonProperty("temperature_2m") @Nullable Double celsius,
            @JsonProperty("relative_humidity_2m") @Nullable Double humidity,
            @JsonProperty("wind_speed_10m") @Nullable Double kmh,
            @JsonProperty("weather_code") @Nullable Integer code) {}

    private record Units(
            @JsonProperty("temperature_2m") @Nullable String temperature,
            @JsonProperty("wind_speed_10m") @Nullable String wind) {
        boolean areOurs() {
            return "°C".equals(temperature) && "km/h".equals(wind);
        }
    }
}
