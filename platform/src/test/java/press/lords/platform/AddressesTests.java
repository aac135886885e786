package press.lords.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntUnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AddressesTests {

    @TempDir
    private Path data;

    @Test
    void giveOneInstanceTheNamesThatThereAlwaysWere() throws IOException {
        assertThat(Addresses.take(settings(1)).ports())
                .containsOnlyKeys(
                        "database",
                        "broker",
                        "broker-controller",
                        "mail",
                        "article-service",
                        "article-service-management",
                        "subscription-service",
                        "subscription-service-management",
                        "weather-service",
                        "weather-service-management",
                        "gateway",
                        "gateway-management");
    }

    @Test
    void leadEachGatewayToTheServicesOfItsOwnNumber() throws IOException {
        var addresses = Addresses.take(settings(2));

        assertThat(addresses.ports().values()).doesNotHaveDuplicates();
        assertThat(addresses.port("gateway-2")).isEqualTo(addresses.port("gateway") + 1);
        assertThat(addresses.service("article-service", 2))
                .isEqualTo("http://127.0.0.1:" + addresses.port("article-service-2"))
                .isNotEqualTo(addresses.service("article-service", 1));
        assertThat(addresses.jwksUri(2)).contains(":" + addresses.port("subscription-service-2") + "/");
    }

    @Test
    void areRefusedWhereTheMailsPageIsToBeAGateway() {
        assertThatThrownBy(() -> Addresses.take(settings(2, port -> port + 1)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("PRESS_MAIL_PORT");
    }

    private Settings settings(int instances) throws IOException {
        int mail = Ports.free();
        return settings(instances, _ -> mail);
    }

    private Settings settings(int instances, IntUnaryOperator mail) throws IOException {
        int gateway = RunningPress.freePort(instances);
        return Settings.from(
                data,
                Map.of(
                        "PRESS_DATA",
                        data.toString(),
                        "PRESS_INSTANCES",
                        String.valueOf(instances),
                        "PRESS_GATEWAY_PORT",
                        String.valueOf(gateway),
                        "PRESS_MAIL_PORT",
                        String.valueOf(mail.applyAsInt(gateway))));
    }
}
