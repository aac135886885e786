package press.lords.platform.broker;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NodeTests {

    private static final Path LOG = Path.of("log");

    @Test
    void keepsEverythingOnceWhenItIsAlone() {
        var settings = BrokerSettings.properties(LOG, Node.at(List.of(9092, 9093)));

        assertThat(settings)
                .containsEntry("node.id", "1")
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:9093")
                .containsEntry("offsets.topic.replication.factor", "1")
                .containsEntry("min.insync.replicas", "1");
    }

    @Test
    void keepsEverythingThreeTimesInAClusterAndCountsOnTwo() {
        var settings = BrokerSettings.properties(LOG, Node.at(List.of(9192, 9093, 9193, 9293, 2)));

        assertThat(settings)
                .containsEntry("node.id", "2")
                .containsEntry("listeners", "PLAINTEXT://127.0.0.1:9192,CONTROLLER://127.0.0.1:9193")
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:9093,2@127.0.0.1:9193,3@127.0.0.1:9293")
                .containsEntry("offsets.topic.replication.factor", "3")
                .containsEntry("min.insync.replicas", "2");
    }
}
