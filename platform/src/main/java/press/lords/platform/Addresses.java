package press.lords.platform;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where everything of this run listens. */
record Addresses(Settings settings, Map<String, Integer> ports) {

    /** In the order of their start. */
    static final List<String> SERVICES =
            List.of("article-service", "subscription-service", "weather-service", "gateway");

    private static final String MANAGEMENT = "-management";

    static Addresses take(Settings settings) throws IOException {
        Ports.check("PRESS_GATEWAY_PORT", settings.gatewayPort(), "the gateway");
        Ports.check("PRESS_MAIL_PORT", settings.mailPort(), "the mails' page");
        var names = Stream.concat(
                        Stream.of("database", "broker", "broker-controller", "mail"),
                        SERVICES.stream().flatMap(name -> Stream.of(name, name + MANAGEMENT)))
                .filter(name -> !name.equals("gateway"))
                .toList();
        var taken = new Ports(settings.data().resolve("ports.properties")).take(names);
        var ports = new HashMap<String, Integer>();
        for (int i = 0; i < names.size(); i++) {
            ports.put(names.get(i), taken.get(i));
        }
        ports.put("gateway", settings.gatewayPort());
        return new Addresses(settings, Map.copyOf(ports));
    }

    int port(String name) {
        return ports.getOrDefault(name, 0);
    }

    int managementPort(String service) {
        return port(service + MANAGEMENT);
    }

    String service(String name) {
        return "http://127.0.0.1:" + port(name);
    }

    String mongoUri() {
        return settings.mongoUri().orElse("mongodb://127.0.0.1:" + port("database"));
    }

    String kafkaBootstrapServers() {
        return settings.kafkaBootstrapServers().orElse("127.0.0.1:" + port("broker"));
    }

    String issuer() {
        return settings.issuer().orElse(settings.gateway());
    }

    /** The issuer's public address may not be reachable from this machine, its service is. */
    String jwksUri() {
        return settings.jwksUri().orElse(service("subscription-service") + "/oauth2/jwks");
    }
}
