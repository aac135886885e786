package press.lords.platform;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says about this run.
 *
 * @param checkout the folder of the source tree, with the built services in it
 * @param data the folder of everything that stays: broker, database, views, mails, logs
 * @param gatewayPort the first gateway's; the others have the ports after it
 * @param instances how many of each service run
 */
record Settings(
        Path checkout,
        Path data,
        int gatewayPort,
        int mailPort,
        int instances,
        Optional<String> issuer,
        Optional<String> jwksUri,
        Optional<String> mongoUri,
        Optional<String> kafkaBootstrapServers,
        ZoneId zone,
        boolean startCache) {

    private static final int LARGEST_PORT = 65_535;
    /** More than that is no evaluation on one machine any more. */
    private static final int MOST_INSTANCES = 4;

    Settings {
        if (gatewayPort + instances - 1 > LARGEST_PORT) {
            throw new CannotStart("PRESS_GATEWAY_PORT is %d; there are no ports after it for %d gateways."
                    .formatted(gatewayPort, instances));
        }
    }

    static Settings from(Path checkout, Map<String, String> environment) {
        return new Settings(
                checkout,
                text(environment, "PRESS_DATA")
                        .map(Path::of)
                        .orElse(checkout.resolve(".press"))
                        .toAbsolutePath()
                        .normalize(),
                port(environment, "PRESS_GATEWAY_PORT", 8080),
                port(environment, "PRESS_MAIL_PORT", 8025),
                number(environment, "PRESS_INSTANCES", 1, MOST_INSTANCES, "a number"),
                text(environment, "PRESS_ISSUER"),
                text(environment, "PRESS_JWKS_URI"),
                text(environment, "MONGO_URI"),
                text(environment, "KAFKA_BOOTSTRAP_SERVERS"),
                text(environment, "PRESS_ZONE").map(Settings::zone).orElse(ZoneId.of("Europe/London")),
                !text(environment, "PRESS_START_CACHE").orElse("on").equals("off"));
    }

    /** Where this machine reaches the gateway, the first one of several. */
    String gateway() {
        return gateway(1);
    }

    String gateway(int instance) {
        return "http://localhost:" + gatewayPort(instance);
    }

    int gatewayPort(int instance) {
        return gatewayPort + instance - 1;
    }

    Path run() {
        return data.resolve("run");
    }

    Path logs() {
        return data.resolve("logs");
    }

    Path secrets() {
        return data.resolve("secrets");
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static ZoneId zone(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException unknown) {
            throw new CannotStart("PRESS_ZONE is '" + value + "'; it must be a time zone such as Europe/London.");
        }
    }

    private static int port(Map<String, String> environment, String name, int otherwise) {
        return number(environment, name, otherwise, LARGEST_PORT, "a port");
    }

    private static int number(Map<String, String> environment, String name, int otherwise, int largest, String what) {
        return text(environment, name)
                .map(value -> number(name, value, largest, what))
                .orElse(otherwise);
    }

    private static int number(String name, String value, int largest, String what) {
        if (value.matches("[0-9]{1,5}")) {
            int number = Integer.parseInt(value);
            if (number > 0 && number <= largest) {
                return number;
            }
        }
        throw new CannotStart("%s is '%s'; it must be %s between 1 and %d.".formatted(name, value, what, largest));
    }
}
