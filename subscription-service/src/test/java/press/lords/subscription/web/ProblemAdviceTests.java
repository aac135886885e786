package press.lords.subscription.web;

import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import press.lords.subscription.request.RequestProblem;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemAdviceTests {

    private final ProblemAdvice advice = new ProblemAdvice();

    @Test
    void saysOfWhateverManyChangeAtOnceThatItMayBeTriedAgain() {
        ResponseEntity<ProblemDetail> answer = advice.on(new RequestProblem.Contended());

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("1");
        assertThat(Objects.requireNonNull(answer.getBody()).getType()).hasToString("/problems/contended");
    }
}
