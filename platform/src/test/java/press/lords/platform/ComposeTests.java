package press.lords.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The settings of {@code docker-compose.yml} are those that {@code .env.example} and {@code containers/cluster.env} name. */
class ComposeTests {

    private static final Pattern INTERPOLATED = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");
    /** A name without a value is passed on when it is set. */
    private static final Pattern PASSED_ON = Pattern.compile("(?m)^ +([A-Z][A-Z0-9_]*):$");

    private static final Pattern NAMED = Pattern.compile("(?m)^#?([A-Z][A-Z0-9_]*)=");

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

    private static Set<String> names(String file, Pattern pattern) throws IOException {
        var names = new TreeSet<String>();
        pattern.matcher(Files.readString(RunningPress.CHECKOUT.resolve(file)))
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
