package press.lords.weather.provider;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import press.lords.events.WeatherEvent.Attribution;
import press.lords.weather.observation.ConditionCode;
import press.lords.weather.observation.NoObservation;
import press.lords.weather.observation.NoObservation.Reason;
import press.lords.weather.observation.Observation;
import press.lords.weather.observation.Place;
import press.lords.weather.observation.WeatherProvider;
import press.lords.weather.provider.ProviderSettings.OpenWeatherAccess;

/** OpenWeather's current weather API; needs a key. Its metric units have wind in metres per second. */
final class OpenWeather implements WeatherProvider {

    private static final Attribution ATTRIBUTION =
            new Attribution("Weather data provided by OpenWeather", "https://openweathermap.org/");
    private static final double KMH_PER_METRE_PER_SECOND = 3.6;

    private final JsonCalls calls;
    private final OpenWeatherAccess access;
    private final Clock clock;

    OpenWeather(JsonCalls calls, OpenWeatherAccess access, Clock clock) {
        this.calls = calls;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "openweather";
    }

    @Override
    public Observation observe(Place place) throws NoObservation {
        Answer answer = calls.get(address(place), Answer.class);
        return reading(answer).toObservation(ATTRIBUTION, false, clock.instant());
    }

    private URI address(Place place) {
        return UriComponentsBuilder.fromUri(access.url())
                .path("/data/2.5/weather")
                .queryParam("lat", "{latitude}")
                .queryParam("lon", "{longitude}")
                .queryParam("units", "metric")
                .queryParam("appid", "{key}")
                .encode()
                .buildAndExpand(
                        Map.of("latitude", place.latitude(), "longitude", place.longitude(), "key", access.key()))
                .toUri();
    }

    private static Reading reading(Answer answer) throws NoObservation {
        Main main = answer.main();
        Wind wind = answer.wind();
        if (answer.dt() == null
                || main == null
                || main.temp() == null
                || main.humidity() == null
                || wind == null
                || wind.speed() == null) {
            throw new NoObservation(Reason.UNREADABLE);
        }
        return new Reading(
                condition(answer.weather()),
                main.temp(),
                main.humidity(),
                wind.speed(),
                KMH_PER_METRE_PER_SECOND,
                EpochSeconds.instant(answer.dt()));
    }

    /** The first is the primary one. */
    private static ConditionCode condition(@Nullable List<@Nullable Weather> weather) throws NoObservation {
        Weather primary = weather == null || weather.isEmpty() ? null : weather.getFirst();
        if (primary == null || primary.id() == null) {
            throw new NoObservation(Reason.UNREADABLE);
        }
        return OpenWeatherCodes.condition(primary.id()).orElseThrow(() -> new NoObservation(Reason.UNREADABLE));
    }

    private record Answer(
            @Nullable Long dt,
            @Nullable Main main,
            @Nullable Wind wind,
            @Nullable List<@Nullable Weather> weather) {}

    private record Main(@Nullable Double temp, @Nullable Double humidity) {}

    private record Wind(@Nullable Double speed) {}

    private record Weather(@Nullable Integer id) {}
}
