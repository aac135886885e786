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
 */
record Settings(
        Path checkout,
        Path data,
        int gatewayPort,
        int mailPort,
        Optional<String> issuer,
        Optional<String> jwksUri,
        Optional<String> mongoUri,
        Optional<String> kafkaBootstrapServers,
        ZoneId zone,
        boolean startCache) {

    private static final int LARGEST_PORT = 65_535;

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
                text(environment, "PRESS_ISSUER"),
                text(environment, "PRESS_JWKS_URI"),
                text(environment, "MONGO_URI"),
                text(environment, "KAFKA_BOOTSTRAP_SERVERS"),
                text(environment, "PRESS_ZONE").map(Settings::zone).orElse(ZoneId.of("Europe/London")),
                !text(environment, "PRESS_START_CACHE").orElse("on").equals("off"));
    }

    /** Where this machine reaches the gateway. */
    String gateway() {
        return "http://localhost:" + gatewayPort;
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
        return text(environment, name).map(value -> port(name, value)).orElse(otherwise);
    }

    private static int port(String name, String value) {
        if (value.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(value);
            if (port > 0 && port <= LARGEST_PORT) {
                return port;
            }
        }
        throw new CannotStart(name + " is '" + value + "'; it must be a port between 1 and " + LARGEST_PORT + ".");
    }
}
