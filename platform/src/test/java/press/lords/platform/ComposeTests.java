package press.lords.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The settings of {@code docker-compose.yml} are those that {@code .env.example} and {@code containers/cluster.env} name, and what runs there may no
 * more than it must.
 */
class ComposeTests {

    private static final Pattern INTERPOLATED = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");
    /** A name without a value is passed on when it is set. */
    private static final Pattern PASSED_ON = Pattern.compile("(?m)^ +([A-Z][A-Z0-9_]*):$");

    private static final Pattern NAMED = Pattern.compile("(?m)^#?([A-Z][A-Z0-9_]*)=");

    private static final Pattern SECRET = Pattern.compile("\\$\\{([A-Z_]*(?:KEY|SECRET|PASSWORD))(?::-?([^}]*))?}");

    private static final String TRANSPORT = "max-age=63072000; includeSubDomains";
    private static final String POLICY =
            "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Test
    void namesEverySettingAndNoOther() throws IOException {
        var taken = names("docker-compose.yml", INTERPOLATED);
        taken.addAll(names("docker-compose.yml", PASSED_ON));
        var named = names(".env.example", NAMED);
        named.addAll(names("containers/cluster.env", NAMED));

        assertThat(withoutComposesOwn(named))
                .isEqualTo(withoutComposesOwn(taken))
                .isNotEmpty();
    }

    @Test
    void noContainerMayWriteOrBecomeMoreThanItIs() throws IOException {
        assertThat(containers())
                .isNotEmpty()
                .allSatisfy((name, container) -> assertThat(container)
                        .as(name)
                        .containsEntry("read_only", true)
                        .containsEntry("cap_drop", List.of("ALL"))
                        .containsEntry("security_opt", List.of("no-new-privileges:true"))
                        .doesNotContainKeys("privileged", "pid", "ipc", "devices"));
        // Gives files to the users of others.
        assertThat(containers())
                .allSatisfy((name, container) ->
                        assertThat(container.containsKey("cap_add")).as(name).isEqualTo(name.equals("prepare")));
    }

    @Test
    void whatIsBuiltRunsAsNobodyOfImportance() throws IOException {
        for (var file : List.of("Dockerfile", "containers/front/Dockerfile")) {
            assertThat(lines(file).filter(line -> line.startsWith("USER ")))
                    .as(file)
                    .last()
                    .isEqualTo("USER 10001");
        }
        var users = new TreeMap<String, Object>();
        containers().forEach((name, container) -> {
            if (container.containsKey("user")) {
                users.put(name, container.get("user"));
            }
        });
        // The others keep their image's: ours that above, Kafka's its own. One prepares as root what these may read.
        assertThat(users)
                .isEqualTo(Map.of(
                        "mongo", "999:999",
                        "mongo-setup", "999:999",
                        "mailpit", "10001:10001",
                        "token", "10001:10001"));
    }

    @Test
    void noSecretHasADefault() throws IOException {
        var defaults = new TreeMap<String, String>();
        for (var file : List.of(
                "docker-compose.yml",
                "article-service/src/main/resources/application.yml",
                "subscription-service/src/main/resources/application.yml",
                "weather-service/src/main/resources/application.yml",
                "gateway/src/main/resources/application.yml")) {
            SECRET.matcher(read(file))
                    .results()
                    .forEach((MatchResult secret) -> defaults.merge(
                            secret.group(1), Objects.requireNonNullElse(secret.group(2), ""), String::concat));
        }

        assertThat(defaults)
                .containsOnlyKeys(
                        "PRESS_ENCRYPTION_KEY",
                        "PRESS_MAIL_REPORTS_SECRET",
                        "PRESS_NEWSROOM_SECRET",
                        "SPRING_MAIL_PASSWORD",
                        "WEATHER_OPENWEATHER_KEY")
                .allSatisfy((name, given) -> assertThat(given).as(name).isEmpty());
    }

    @Test
    void imagesSayWhatTheyAreMadeOf() throws IOException {
        assertThat(read("Dockerfile")).doesNotContain("cyclonedx.skip");
    }

    @Test
    void theBalancersOwnAnswersHaveTheGatewaysHeaders() throws IOException {
        assertThat(lines("containers/front/haproxy.cfg").filter(line -> line.startsWith("http-error status ")))
                .hasSize(6)
                .allSatisfy(answer -> assertThat(answer)
                        .contains(
                                " hdr Cache-Control no-store",
                                " hdr X-Content-Type-Options nosniff",
                                " hdr Strict-Transport-Security \"${PRESS_TRANSPORT}\"",
                                " hdr Content-Security-Policy \"${PRESS_POLICY}\""));
        assertThat(lines("containers/front/haproxy.cfg"))
                .contains(
                        "setenv PRESS_TRANSPORT \"%s\"".formatted(TRANSPORT),
                        "setenv PRESS_POLICY \"%s\"".formatted(POLICY));
        assertThat(read("gateway/src/main/java/press/lords/gateway/web/SecurityHeaders.java"))
                .contains('"' + TRANSPORT + '"', '"' + POLICY + '"');
    }

    private static Map<String, Map<String, Object>> containers() throws IOException {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(1_000);
        Map<String, Map<String, Map<String, Object>>> compose = new Yaml(options).load(read("docker-compose.yml"));
        return compose.getOrDefault("services", Map.of());
    }

    private static Stream<String> lines(String file) throws IOException {
        return read(file).lines().map(String::strip);
    }

    private static String read(String file) throws IOException {
        return Files.readString(RunningPress.CHECKOUT.resolve(file));
    }

    private static Set<String> names(String file, Pattern pattern) throws IOException {
        var names = new TreeSet<String>();
        pattern.matcher(read(file))
                .results()
                .map((MatchResult name) -> name.group(1))
                .forEach(names::add);
        return names;
    }

    private static Set<String> withoutComposesOwn(Set<String> names) {
        names.removeIf(name -> name.startsWith("COMPOSE_"));
        return names;
    }
}
