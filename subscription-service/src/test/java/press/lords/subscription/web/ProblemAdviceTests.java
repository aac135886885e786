package press.lords.subscription.web;

import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import press.lords.subscription.consent.ConsentProblem;
import press.lords.subscription.signup.SignupProblem;
import press.lords.subscription.staff.StaffProblem;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemAdviceTests {

    private final ProblemAdvice advice = new ProblemAdvice();

    @Test
    void saysOfWhateverManyChangeAtOnceThatItMayBeTriedAgain() {
        assertContended(advice.on(new SignupProblem.Contended()));
        assertContended(advice.on(new StaffProblem.Contended()));
        assertContended(advice.on(new ConsentProblem.Contended()));
    }

    private static void assertContended(ResponseEntity<ProblemDetail> answer) {
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("1");
        assertThat(Objects.requireNonNull(answer.getBody()).getType()).hasToString("/problems/contended");
    }
}
