package press.lords.web;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

import static org.assertj.core.api.Assertions.assertThat;

class ListedProblemTests {

    @Test
    void saysTypeTitleAndStatus() {
        ProblemDetail problem = Listed.BODY_TOO_LARGE.problem();

        assertThat(problem.getType()).isEqualTo(URI.create("/problems/body-too-large"));
        assertThat(problem.getTitle()).isEqualTo("It is body-too-large.");
        assertThat(problem.getStatus()).isEqualTo(413);
        assertThat(problem.getDetail()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "405, METHOD_NOT_ALLOWED",
        "409, SLUG_TAKEN",
        "418, BAD_REQUEST",
        "499, BAD_REQUEST",
        "503, UNAVAILABLE",
        "504, INTERNAL",
        "302, INTERNAL"
    })
    void knowsWhatAStatusMeansByItself(int status, Listed meaning) {
        assertThat(ListedProblem.of(HttpStatusCode.valueOf(status), Listed.values()))
                .isEqualTo(meaning);
    }
}
