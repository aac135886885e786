package press.lords.weather.provider;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import press.lords.events.WeatherEvent.Attribution;
import press.lords.weather.observation.ConditionCode;
import press.lords.weather.observation.NoObservation;
import press.lords.weather.observation.NoObservation.Reason;
import press.lords.weather.observation.Observation;
import press.lords.weather.observation.Place;
import press.lords.weather.observation.WeatherProvider;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays a recording round and round, the same for every place, by the clock: all instances are at the same observation. For machines without
 * internet; what it says is always marked as recorded.
 */
final class RecordedWeather implements WeatherProvider {

    private static final Attribution ATTRIBUTION =
            new Attribution("A recording, not the weather of this moment", "https://lords.press/");

    private final Duration every;
    private final List<Observation> observations;
    private final Clock clock;

    private RecordedWeather(Duration every, List<Observation> observations, Clock clock) {
        this.every = every;
        this.observations = observations;
        this.clock = clock;
    }

    /** Reads all of it, and refuses a recording that has anything unreadable or implausible. */
    static RecordedWeather of(InputStreamSource source, Clock clock) {
        JsonMapper json = JsonMapper.builder()
                .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        try (InputStream in = source.getInputStream()) {
            Recording recording = json.readValue(in, Recording.class);
            Duration every = recording.every();
            List<Moment> moments = recording.observations();
            if (every == null || every.compareTo(Duration.ofSeconds(1)) < 0 || moments == null || moments.isEmpty()) {
                throw new NoObservation(Reason.UNREADABLE);
            }
            return new RecordedWeather(every, believed(moments), clock);
        } catch (IOException | JacksonException | NoObservation e) {
            throw new IllegalStateException("WEATHER_RECORDED_FILE is not a readable recording: " + e.getMessage(), e);
        }
    }

    /** Each by its own moment: a recording grows old, not wrong. */
    private static List<Observation> believed(List<Moment> moments) throws NoObservation {
        Observation[] observations = new Observation[moments.size()];
        for (int i = 0; i < observations.length; i++) {
            Reading reading = moments.get(i).toReading();
            observations[i] = reading.toObservation(ATTRIBUTION, true, reading.observedAt());
        }
        return List.of(observations);
    }

    @Override
    public String name() {
        return "recorded";
    }

    @Override
    public Observation observe(Place place) {
        long step = clock.instant().getEpochSecond() / every.toSeconds();
        return observations.get(Math.floorMod(step, observations.size()));
    }

    private record Recording(
            @Nullable Duration every, @Nullable List<Moment> observations) {}

    private record Moment(
            @Nullable Instant observedAt,
            @Nullable ConditionCode condition,
            double celsius,
            double humidityPercent,
            double windKmh) {
        Reading toReading() throws NoObservation {
            if (observedAt == null || condition == null) {
                throw new NoObservation(Reason.UNREADABLE);
            }
            return new Reading(condition, celsius, humidityPercent, windKmh, 1, observedAt);
        }
    }
}
