package press.lords.weather.provider;

import java.net.URI;
import java.time.Duration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Who is asked for the weather, and how; each value is explained in {@code application.yml}.
 *
 * @param recordedFile a path; empty means the sample recording
 * @param callsPerDay by all instances together, counted by days of UTC
 * @param backOff the first pause after three failures in a row
 */
@Validated
@ConfigurationProperties("press.provider")
record ProviderSettings(
        @NotNull Kind kind,
        @NotNull URI openMeteoUrl,
        @NotNull @Valid OpenWeatherAccess openWeather,
        @NotNull String recordedFile,
        @Min(1) long callsPerDay,

        @NotNull @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration backOff,

        @NotNull @Valid Limits limits) {

    enum Kind {
        OPEN_METEO,
        OPENWEATHER,
        RECORDED
    }

    /** @param key never logged and never part of a message */
    record OpenWeatherAccess(@NotNull URI url, @NotNull String key) {
        @Override
        public String toString() {
            return "OpenWeatherAccess[url=" + url + "]";
        }
    }

    /** @param answer from the call to the last byte of the answer */
    record Limits(
            @NotNull @DurationMin(millis = 10) @DurationMax(seconds = 30)
            Duration connect,

            @NotNull @DurationMin(millis = 10) @DurationMax(seconds = 60)
            Duration answer,

            @NotNull DataSize size) {}

    @AssertTrue(message = "WEATHER_PROVIDER is openweather, so WEATHER_OPENWEATHER_KEY must be set in the environment")
    boolean isKeyGivenWhereNeeded() {
        return kind != Kind.OPENWEATHER || !openWeather.key().isBlank();
    }
}
