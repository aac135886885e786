package press.lords.events.kafka;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TopicsTests {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "5, 3"})
    void aMajorityHasARecordBeforeItCountsAsSent(short replicationFactor, String inSync) {
        assertThat(Topics.minInSync(replicationFactor)).isEqualTo(inSync);
    }
}
