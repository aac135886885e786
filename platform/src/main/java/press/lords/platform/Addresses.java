package press.lords.platform;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where everything of this run listens. */
record Addresses(Settings settings, Map<String, Integer> ports) {

    /** In the order of their start. */
    static final List<String> SERVICES =
            List.of("article-service", "subscription-service", "weather-service", "gateway");

    private static final String MANAGEMENT = "-management";

    static Addresses take(Settings settings) throws IOException {
        var gateways = gateways(settings);
        gateways.forEach((name, port) -> Ports.check("PRESS_GATEWAY_PORT", port, "the " + name));
        Ports.check("PRESS_MAIL_PORT", settings.mailPort(), "the mails' page");
        var names = Stream.concat(
                        Stream.of("database", "broker", "broker-controller", "mail"),
                        instances(settings)
                                .map(ServiceInstance::name)
                                .flatMap(name -> Stream.of(name, name + MANAGEMENT)))
                .filter(name -> !gateways.containsKey(name))
                .toList();
        var taken = new Ports(settings.data().resolve("ports.properties")).take(names);
        var ports = new HashMap<String, Integer>();
        for (int i = 0; i < names.size(); i++) {
            ports.put(names.get(i), taken.get(i));
        }
        ports.putAll(gateways);
        return new Addresses(settings, Map.copyOf(ports));
    }

    /** In the order of their start. */
    static Stream<ServiceInstance> instances(Settings settings) {
        return SERVICES.stream().flatMap(service -> ServiceInstance.of(service, settings.instances()).stream());
    }

    /** Where people look for them, so on ports that follow each other. */
    private static Map<String, Integer> gateways(Settings settings) {
        var ports = new TreeMap<String, Integer>();
        for (var gateway : ServiceInstance.of("gateway", settings.instances())) {
            ports.put(gateway.name(), settings.gatewayPort(gateway.number()));
        }
        if (ports.containsValue(settings.mailPort())) {
            throw new CannotStart("PRESS_MAIL_PORT is %d, which is a gateway's port.".formatted(settings.mailPort()));
        }
        return ports;
    }

    int port(String name) {
        return ports.getOrDefault(name, 0);
    }

    int managementPort(ServiceInstance instance) {
        return port(instance.name() + MANAGEMENT);
    }

    /** Where an instance finds another service: at the instance with its own number, since nobody stands in between to share calls out. */
    String service(String service, int number) {
        return "http://127.0.0.1:" + port(new ServiceInstance(service, number).name());
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
    String jwksUri(int number) {
        return settings.jwksUri().orElse(service("subscription-service", number) + "/oauth2/jwks");
    }
}
