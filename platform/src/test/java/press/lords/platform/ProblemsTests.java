package press.lords.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/problems.md} is put together from what each service says of its own; {@code -Dpress.docs=write} writes it. */
class ProblemsTests {

    private static final List<String> SERVICES =
            List.of("gateway", "article-service", "subscription-service", "weather-service");
    private static final Pattern ROW = Pattern.compile("^\\| `/problems/([a-z-]+)` \\| (\\d{3}) ", Pattern.MULTILINE);

    @Test
    void areAllOnOnePage() throws IOException {
        var expected = new StringBuilder("""
                # Problems

                Every refusal is `application/problem+json` (RFC 9457) with one of these types, the same for the same meaning wherever it comes from.
                A 4xx has changed nothing. After a 5xx, unless it says that nothing was changed, a change may have been made all the same: look before
                you repeat it. A test puts this page together from the services' own lists and fails when it is stale; the gateway explains each
                type at its address.
                """);
        for (var service : SERVICES) {
            expected.append("\n## ").append(service).append("\n\n").append(own(service));
        }
        var page = RunningPress.CHECKOUT.resolve("docs/problems.md");
        if ("write".equals(System.getProperty("press.docs"))) {
            Files.writeString(page, expected);
        }
        assertThat(Files.readString(page)).isEqualTo(expected.toString());
    }

    @Test
    void haveOneStatusEach() throws IOException {
        var statuses = new HashMap<String, String>();
        for (var service : SERVICES) {
            var rows = ROW.matcher(own(service)).results().toList();
            assertThat(rows).as(service).isNotEmpty();
            for (var row : rows) {
                assertThat(statuses.merge(row.group(1), row.group(2), (known, other) -> known))
                        .as(row.group(1))
                        .isEqualTo(row.group(2));
            }
        }
    }

    private static String own(String service) throws IOException {
        return Files.readString(Path.of(RunningPress.CHECKOUT.toString(), service, "src/main/resources/problems.md"));
    }
}
