package press.lords.weather.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ProblemTypeTests {

    @Test
    void theTableListsExactlyTheseProblems() throws IOException {
        assertThat(table().lines().skip(2).map(row -> row.substring(0, row.indexOf('|', row.indexOf('|', 1) + 1))))
                .containsExactlyElementsOf(Arrays.stream(ProblemType.values())
                        .map(type -> "| `/problems/" + type.slug() + "` | "
                                + type.status().value() + " ")
                        .toList());
    }

    private static String table() throws IOException {
        try (InputStream in = new ClassPathResource("problems.md").getInputStream()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
