package press.lords.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The four services of the press, so many instances of each, and the environment of each instance. */
final class Services {

    private static final Map<String, Integer> HEAP_MEGABYTES =
            Map.of("article-service", 160, "subscription-service", 128, "weather-service", 112, "gateway", 256);
    /** Who is told which secret; the others must not even inherit it. */
    private static final Map<String, Set<String>> SECRETS = Map.of(
            "article-service", Set.of(Secrets.ENCRYPTION_KEY),
            "subscription-service", Set.of(Secrets.ENCRYPTION_KEY, Secrets.NEWSROOM_SECRET));

    private final Settings settings;
    private final Addresses addresses;
    private final Map<String, String> secrets;
    private final Java java;

    Services(Settings settings, Addresses addresses, Secrets secrets, Java java) {
        this.settings = settings;
        this.addresses = addresses;
        this.secrets = Map.of(
                Secrets.ENCRYPTION_KEY, secrets.encryptionKey(), Secrets.NEWSROOM_SECRET, secrets.newsroomSecret());
        this.java = java;
    }

    List<ServiceProgram> install(Path childJar) throws IOException, InterruptedException {
        var programs = new ArrayList<ServiceProgram>();
        for (var name : Addresses.SERVICES) {
            var jar = ServiceJar.of(settings.checkout(), name);
            var installation = Installation.of(jar, settings.data().resolve("cache"), childJar, java);
            var told = SECRETS.getOrDefault(name, Set.of());
            var hidden = Set.copyOf(secrets.keySet().stream()
                    .filter(secret -> !told.contains(secret))
                    .toList());
            for (var instance : ServiceInstance.of(name, settings.instances())) {
                programs.add(new ServiceProgram(
                        instance.name(),
                        installation,
                        java,
                        HEAP_MEGABYTES.getOrDefault(name, 128),
                        environment(instance, told),
                        hidden));
            }
        }
        return programs;
    }

    private Map<String, String> environment(ServiceInstance instance, Set<String> told) {
        var name = instance.service();
        int number = instance.number();
        var environment = new HashMap<String, String>();
        told.forEach(secret -> environment.put(secret, secrets.getOrDefault(secret, "")));
        environment.put("SERVER_PORT", String.valueOf(addresses.port(instance.name())));
        environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(addresses.managementPort(instance)));
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", addresses.kafkaBootstrapServers());
        environment.put("PRESS_ISSUER", addresses.issuer());
        environment.put("PRESS_JWKS_URI", addresses.jwksUri(number));
        environment.put(
                "PRESS_STATE_DIR",
                settings.data().resolve("state").resolve(instance.name()).toString());
        if (name.equals("gateway")) {
            environment.put(
                    "PRESS_VIEW_DIR",
                    settings.data().resolve(instance.suffixed("view")).toString());
            environment.put("ARTICLE_SERVICE_URL", addresses.service("article-service", number));
            environment.put("SUBSCRIPTION_SERVICE_URL", addresses.service("subscription-service", number));
            environment.put("WEATHER_SERVICE_URL", addresses.service("weather-service", number));
        } else {
            environment.put("SERVER_ADDRESS", "127.0.0.1");
            environment.put("MONGO_URI", addresses.mongoUri());
        }
        if (name.equals("subscription-service")) {
            environment.put("SPRING_MAIL_HOST", "127.0.0.1");
            environment.put("SPRING_MAIL_PORT", String.valueOf(addresses.port("mail")));
        }
        return environment;
    }
}
