package press.lords.weather.provider;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import press.lords.weather.observation.ConditionCode;
import press.lords.weather.observation.NoObservation;
import press.lords.weather.observation.WeatherProvider;
import press.lords.weather.provider.ProviderSettings.OpenWeatherAccess;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class OpenWeatherTests extends ProviderContractTests {

    private static final String KEY = "a key & more";

    @Override
    WeatherProvider provider(JsonCalls calls, URI base, Clock clock) {
        return new OpenWeather(calls, new OpenWeatherAccess(base, KEY), clock);
    }

    @Override
    String goodAnswer(Instant observedAt) {
        return """
                {"coord": {"lon": -0.1278, "lat": 51.5074}, "name": "London", "cod": 200, "dt": %d,
                 "weather": [{"id": 803, "main": "Clouds", "description": "broken clouds", "icon": "04d"}],
                 "main": {"temp": 15.7, "feels_like": 15.2, "pressure": 1031, "humidity": 62},
                 "wind": {"speed": 2.3, "deg": 80}, "sys": {"country": "GB"}}""".formatted(observedAt.getEpochSecond());
    }

    @Override
    List<String> unreadableAnswers() {
        String good = goodAnswer(OBSERVED);
        return List.of(
                good.replace("15.7", "\"15.7\""),
                good.replace("15.7", "null"),
                good.replace("15.7", "true"),
                good.replace("\"main\": {", "\"mains\": {"),
                good.replace("\"wind\":", "\"winds\":"),
                good.replace("\"speed\": 2.3", "\"speed\": {}"),
                good.replace("803", "\"803\""),
                good.replace("803", "803.5"),
                good.replace("803", "99999999999"),
                good.replace("803", "999"),
                good.replace("803", "799"),
                good.replace("\"weather\": [", "\"weather\": [null, "),
                good.replaceFirst("\"weather\": \\[.*]", "\"weather\": []"),
                good.replaceFirst("\"weather\": \\[.*]", "\"weather\": {}"),
                good.replace("\"dt\":", "\"at\":"));
    }

    @Override
    List<String> implausibleAnswers() {
        String good = goodAnswer(OBSERVED);
        return List.of(
                good.replace("15.7", "288.85"),
                good.replace("15.7", "-91"),
                good.replace("\"humidity\": 62", "\"humidity\": 100.1"),
                good.replace("\"speed\": 2.3", "\"speed\": 125.1"),
                good.replace("\"speed\": 2.3", "\"speed\": -1"),
                good.replace("\"speed\": 2.3", "\"speed\": 1e400"));
    }

    @Test
    void metresPerSecondBecomeKilometresPerHour() throws NoObservation {
        answers(json(goodAnswer(OBSERVED).replace("\"speed\": 2.3", "\"speed\": 10")));

        assertThat(observe().windKmh()).isEqualByComparingTo("36");
    }

    @Test
    void mapsTheConditionByItsIdAndNotByItsText() throws NoObservation {
        answers(json(goodAnswer(OBSERVED).replace("broken clouds", "<script>")));

        assertThat(observe().condition()).isEqualTo(ConditionCode.BROKEN_CLOUDS);
    }

    @Test
    void asksWithItsKey() throws NoObservation {
        answers(json(goodAnswer(OBSERVED)));

        observe();

        server.verify(getRequestedFor(urlPathEqualTo("/data/2.5/weather"))
                .withQueryParam("lat", equalTo("51.5074"))
                .withQueryParam("lon", equalTo("-0.1278"))
                .withQueryParam("units", equalTo("metric"))
                .withQueryParam("appid", equalTo(KEY)));
    }

    @Test
    void neverTellsItsKey() {
        answers(json("{}").withStatus(401));

        NoObservation refused = catchThrowableOfType(NoObservation.class, this::observe);

        assertThat(refused).hasMessage("refused").hasNoCause();
        assertThat(new OpenWeatherAccess(URI.create("http://localhost"), KEY).toString())
                .doesNotContain(KEY);
    }
}
