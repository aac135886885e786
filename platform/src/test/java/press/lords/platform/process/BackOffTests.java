package press.lords.platform.process;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackOffTests {

    private final BackOff backOff = new BackOff();

    @Test
    void startsAgainAtOnceAndNeverWaitsLongerThanFiveSeconds() {
        var pauses = IntStream.range(0, 10).mapToObj(i -> backOff.next()).toList();

        assertThat(pauses.getFirst()).isLessThan(Duration.ofSeconds(1));
        assertThat(pauses).isSorted();
        assertThat(pauses.getLast()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void startsOverWhenTheChildWasHealthy() {
        backOff.next();
        backOff.next();
        backOff.reset();

        assertThat(backOff.next()).isEqualTo(BackOff.FIRST);
    }
}
