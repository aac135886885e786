package press.lords.article.store;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import press.lords.article.request.RequestProblem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ContentionTests {

    private final Contention contention = new Contention();

    @Test
    void attemptsAgainWhenTheRaceWasLost() {
        int[] attempts = {0};

        assertThat(contention.settle("bells", () -> attempts[0]++ < 3 ? Optional.empty() : Optional.of("settled")))
                .isEqualTo("settled");
    }

    @Test
    void passesOnWhatAnAttemptRefusesOrDiesOf() {
        RuntimeException refusal = new RequestProblem.Contended();
        Error death = new StackOverflowError();

        assertThatThrownBy(() -> contention.settle("bells", () -> {
                    throw refusal;
                }))
                .isSameAs(refusal);
        assertThatThrownBy(() -> contention.settle("bells", () -> {
                    throw death;
                }))
                .isSameAs(death);
    }
}
