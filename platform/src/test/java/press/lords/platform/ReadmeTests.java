package press.lords.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the README points at is there. */
class ReadmeTests {

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)]+)\\)");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        assertThat(links())
                .isNotEmpty()
                .allSatisfy(
                        link -> assertThat(RunningPress.CHECKOUT.resolve(link)).exists());
    }

    @Test
    void anArticlesWayTakesFewerThanTenFiles() throws IOException {
        assertThat(links()).filteredOn(link -> link.endsWith(".java")).hasSizeBetween(5, 9);
    }

    private static List<String> links() throws IOException {
        return LINK.matcher(Files.readString(RunningPress.CHECKOUT.resolve("README.md")))
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
    }
}
