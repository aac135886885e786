package press.lords.platform;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From the provider to the masthead, and what the masthead says when the provider falls silent. */
@ExtendWith(SharedPress.class)
class WeatherJourneyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void isLiveThenStaleThenAbsentThenLiveAgain(RunningPress press, WeatherStub provider) throws Exception {
        try (var desk = new Desk(press)) {
            awaitState(desk, "live");
            var weather = weather(desk);
            assertThat(weather.path("summary").asString()).isEqualTo("broken clouds 15.7°C");
            assertThat(weather.path("condition").path("label").asString()).isEqualTo("Broken clouds");
            assertThat(weather.path("humidity").path("label").asString()).isEqualTo("62%");
            assertThat(weather.path("wind").path("label").asString()).isEqualTo("8.3 km/h");

            provider.answering(false);
            awaitState(desk, "stale");
            assertThat(weather(desk).path("summary").asString()).isEqualTo("broken clouds 15.7°C");
            awaitState(desk, "absent");
            assertThat(weather(desk).path("summary").isNull()).isTrue();
        } finally {
            provider.answering(true);
        }
        try (var desk = new Desk(press)) {
            awaitState(desk, "live");
        }
    }

    private static void awaitState(Desk desk, String state) {
        await(state)
                .atMost(PATIENCE)
                .until(() -> weather(desk).path("state").asString().equals(state));
    }

    private static JsonNode weather(Desk desk) throws Exception {
        return desk.read("/api/pages/front").body().path("masthead").path("weather");
    }
}
