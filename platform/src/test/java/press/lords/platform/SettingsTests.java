package press.lords.platform;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTests {

    private static final Path CHECKOUT = Path.of("/checkout");

    @Test
    void needsNoSettingAtAll() {
        var settings = Settings.from(CHECKOUT, Map.of());

        assertThat(settings.data()).isEqualTo(Path.of("/checkout/.press"));
        assertThat(settings.gateway()).isEqualTo("http://localhost:8080");
        assertThat(settings.mailPort()).isEqualTo(8025);
        assertThat(settings.instances()).isOne();
        assertThat(settings.mongoUri()).isEmpty();
    }

    @Test
    void takesAnEmptySettingForNone() {
        assertThat(Settings.from(CHECKOUT, Map.of("MONGO_URI", " ", "PRESS_GATEWAY_PORT", "")))
                .isEqualTo(Settings.from(CHECKOUT, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "99999999999"})
    void refusesWhatIsNoPort(String port) {
        assertThatThrownBy(() -> Settings.from(CHECKOUT, Map.of("PRESS_GATEWAY_PORT", port)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("PRESS_GATEWAY_PORT is '" + port + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "-1", "two"})
    void refusesMoreInstancesThanAMachineIsFor(String instances) {
        assertThatThrownBy(() -> Settings.from(CHECKOUT, Map.of("PRESS_INSTANCES", instances)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("PRESS_INSTANCES is '" + instances + "'; it must be a number between 1 and 4");
    }

    @Test
    void givesEachGatewayThePortAfterTheOneBefore() {
        var settings = Settings.from(CHECKOUT, Map.of("PRESS_INSTANCES", "3", "PRESS_GATEWAY_PORT", "8090"));

        assertThat(settings.gateway()).isEqualTo("http://localhost:8090");
        assertThat(settings.gateway(3)).isEqualTo("http://localhost:8092");
    }

    @Test
    void refusesAPortWithoutRoomForAllGateways() {
        assertThatThrownBy(() -> Settings.from(CHECKOUT, Map.of("PRESS_INSTANCES", "2", "PRESS_GATEWAY_PORT", "65535")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("no ports after it");
    }
}
