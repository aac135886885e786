package press.lords.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is said when everything is up. */
final class Welcome {

    private Welcome() {}

    static List<String> lines(Settings settings, Addresses addresses, Duration took) {
        var lines = new ArrayList<>(List.of(
                "",
                "Lord's Press is up after %d s.".formatted(took.toSeconds()),
                "  pages     %s/  and as data %s/api/pages/front".formatted(settings.gateway(), settings.gateway())));
        for (int further = 2; further <= settings.instances(); further++) {
            lines.add("            %s/  from gateway-%d".formatted(settings.gateway(further), further));
        }
        lines.addAll(List.of(
                "  mails     http://localhost:%d/".formatted(settings.mailPort()),
                "  token     ./press token   prints an editor's bearer token",
                "  metrics   http://127.0.0.1:%d/actuator/prometheus"
                        .formatted(addresses.managementPort(new ServiceInstance("gateway", 1))),
                "  database  %s%s"
                        .formatted(
                                addresses.mongoUri().replaceAll("//[^@/]*@", "//"),
                                settings.mongoUri().isEmpty() ? "  (MongoDB-compatible, not MongoDB)" : ""),
                "  broker    " + addresses.kafkaBootstrapServers(),
                "  logs      " + settings.logs(),
                "  data      " + settings.data(),
                "Ctrl-C stops it.",
                ""));
        return lines;
    }
}
