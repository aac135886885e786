package press.lords.platform;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The README's tour, word for word, in the shell that a reader would use. */
@ExtendWith(SharedPress.class)
class TourJourneyIT {

    private static final Pattern SHELL = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

    @Test
    void worksAsItIsWritten(RunningPress press) throws Exception {
        var readme = Files.readString(RunningPress.CHECKOUT.resolve("README.md"));
        var tour = readme.substring(readme.indexOf("## A five-minute tour"), readme.indexOf("## The map"));
        var script = new StringBuilder("set -euo pipefail\n");
        var steps = SHELL.matcher(tour).results().map(step -> step.group(1)).toList();
        steps.forEach(step -> script.append(step).append("echo\n"));

        var shell = new ProcessBuilder("bash", "-c", script.toString())
                .directory(Path.of("..").toAbsolutePath().normalize().toFile())
                .redirectErrorStream(true);
        shell.environment().putAll(press.environment());
        var walking = shell.start();
        var output = new String(walking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(walking.waitFor()).as(output).isZero();
        assertThat(steps).hasSizeGreaterThanOrEqualTo(6);
        assertThat(output)
                .contains("\"masthead\"")
                .contains("\"revision\":1")
                .contains("It rang — twice.")
                .contains("\"revision\":2")
                .contains("sha256:")
                .contains("410")
                .contains("There is no bell.");
    }
}
