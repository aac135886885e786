package press.lords.gateway.view;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import press.lords.gateway.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

class CompletenessTests {

    private static final Map<TopicPartition, Long> ENDS = Map.of(new TopicPartition("articles", 0), 3L);

    private final MutableClock clock = new MutableClock();
    private final Completeness completeness =
            new Completeness(clock, clock.instant(), Duration.ofSeconds(5), Duration.ofSeconds(10));

    @Test
    void whatIsReadyStaysSoWhileTheBrokerIsAway() {
        assertThat(completeness.isReady(false)).isFalse();
        completeness.expect(clock.instant(), ENDS);
        completeness.reached(ENDS);
        assertThat(completeness.isReady(false)).isTrue();

        completeness.startOver();
        clock.set(clock.instant().plus(Duration.ofDays(1)));

        assertThat(completeness.isReady(false)).isTrue();
        assertThat(completeness.following().live()).isFalse();
    }
}
