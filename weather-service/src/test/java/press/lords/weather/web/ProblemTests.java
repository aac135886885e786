package press.lords.weather.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ProblemDetail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ProblemTests {

    private final List<Problem> problems = List.of(
            new Problem.BadRequest(),
            new Problem.NotFound(),
            new Problem.MethodNotAllowed(),
            new Problem.NotAcceptable(),
            new Problem.Unavailable(Duration.ofSeconds(10)),
            new Problem.Unforeseen("incident-1"));

    @Test
    void theTableListsExactlyTheseProblems() throws IOException {
        List<String> rows = problems.stream()
                .map(Problem::detail)
                .map(detail -> "| `" + detail.getType() + "` | " + detail.getStatus() + " |")
                .toList();

        assertThat(problems).hasSize(Problem.class.getPermittedSubclasses().length);
        assertThat(table().lines().skip(2))
                .hasSize(rows.size())
                .allSatisfy(line -> assertThat(rows).anyMatch(line::startsWith));
    }

    @Test
    void anUnforeseenProblemTellsItsIncidentAndNothingElse() {
        ProblemDetail detail = new Problem.Unforeseen("incident-1").detail();

        assertThat(detail.getDetail()).isEqualTo("Something went wrong here.");
        assertThat(detail.getProperties()).containsExactlyEntriesOf(Map.of("incident", "incident-1"));
    }

    private static String table() throws IOException {
        try (InputStream in = new ClassPathResource("problems.md").getInputStream()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
