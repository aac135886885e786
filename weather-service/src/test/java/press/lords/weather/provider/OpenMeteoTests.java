package press.lords.weather.provider;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import press.lords.weather.observation.ConditionCode;
import press.lords.weather.observation.NoObservation;
import press.lords.weather.observation.WeatherProvider;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

class OpenMeteoTests extends ProviderContractTests {

    @Override
    WeatherProvider provider(JsonCalls calls, URI base, Clock clock) {
        return new OpenMeteo(calls, base, clock);
    }

    @Override
    String goodAnswer(Instant observedAt) {
        return """
                {"latitude": 51.5, "longitude": -0.12,
                 "current_units": {"time": "unixtime", "temperature_2m": "°C", "wind_speed_10m": "km/h"},
                 "current": {"time": %d, "interval": 900, "temperature_2m": 15.7, "relative_humidity_2m": 62,
                             "wind_speed_10m": 8.3, "weather_code": 3}}""".formatted(observedAt.getEpochSecond());
    }

    @Override
    List<String> unreadableAnswers() {
        String good = goodAnswer(OBSERVED);
        return List.of(
                good.replace("15.7", "\"15.7\""),
                good.replace("15.7", "null"),
                good.replace("15.7", "NaN"),
                good.replace("15.7", "[15.7]"),
                good.replace("\"weather_code\": 3", "\"weather_code\": 3.5"),
                good.replace("\"weather_code\": 3", "\"weather_code\": \"rain\""),
                good.replace("\"weather_code\": 3", "\"weather_code\": 12"),
                good.replace("\"weather_code\": 3", "\"weather_code\": -1"),
                good.replace("\"weather_code\": 3", "\"other\": 3"),
                good.replace("\"wind_speed_10m\": 8.3", "\"other\": 8.3"),
                good.replace("\"current\":", "\"currently\":"),
                good.replace("km/h", "mph"),
                good.replace("°C", "°F"),
                good.replace(Long.toString(OBSERVED.getEpochSecond()), "\"2026-03-01T11:50\""));
    }

    @Override
    List<String> implausibleAnswers() {
        String good = goodAnswer(OBSERVED);
        return List.of(
                good.replace("15.7", "60.1"),
                good.replace("15.7", "-90.1"),
                good.replace("15.7", "1e999"),
                good.replace("\"relative_humidity_2m\": 62", "\"relative_humidity_2m\": 101"),
                good.replace("\"relative_humidity_2m\": 62", "\"relative_humidity_2m\": -1"),
                good.replace("8.3", "450.1"),
                good.replace("8.3", "-0.1"),
                good.replace(Long.toString(OBSERVED.getEpochSecond()), Long.toString(Long.MAX_VALUE)));
    }

    @Test
    void asksForThePlaceInOurUnits() throws NoObservation {
        answers(json(goodAnswer(OBSERVED)));

        assertThat(observe().condition()).isEqualTo(ConditionCode.OVERCAST);

        server.verify(getRequestedFor(urlPathEqualTo("/v1/forecast"))
                .withQueryParam("latitude", equalTo("51.5074"))
                .withQueryParam("longitude", equalTo("-0.1278"))
                .withQueryParam("current", equalTo("temperature_2m,relative_humidity_2m,wind_speed_10m,weather_code"))
                .withQueryParam("wind_speed_unit", equalTo("kmh"))
                .withQueryParam("timeformat", equalTo("unixtime")));
    }
}
