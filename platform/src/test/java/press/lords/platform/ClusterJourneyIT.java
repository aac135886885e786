package press.lords.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import press.lords.events.Topic;
import press.lords.platform.BrokerCluster.Copies;

import static org.assertj.core.api.Assertions.assertThat;

/** Three brokers, of which the busiest is killed again and again while editors publish: nothing is lost, and two of three go on. */
@Tag(Storm.FULL_FORM)
class ClusterJourneyIT {

    private static final int KILLS = 3;

    private static final String[] TOPICS =
            Stream.of(Topic.values()).map(Topic::topicName).toArray(String[]::new);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final Storm storm = Storm.ofThisBuild();

    @Test
    void losesNothingWithOneOfThreeBrokersKilled() throws Exception {
        try (var brokers = new BrokerCluster(folder.resolve("brokers"));
                var press = new RunningPress(RunningPress.CHECKOUT, folder.resolve("press"), settings(brokers));
                var desk = new Desk(press.awaitReady());
                var editors = new Editors(desk)) {
            editors.start();
            for (int kill = 0; kill < KILLS; kill++) {
                killTheBusiest(brokers, editors);
            }
            report(editors.stop());
            assertThat(editors.refused())
                    .as("publications that editors were refused")
                    .isZero();
            assertThat(brokers.copies())
                    .containsKeys(TOPICS)
                    .allSatisfy((topic, copies) -> assertThat(copies).as(topic).isEqualTo(new Copies(3, 2)));
            new Witness(press, desk)
                    .everyRevisionIsInItsPlace(editors.publisher().acknowledged());
        }
    }

    private void killTheBusiest(BrokerCluster brokers, Editors editors) throws Exception {
        editors.goOnFor(20 + storm.random().nextInt(40));
        int busiest = brokers.busiest();
        System.out.println("storm: kill -9 of broker " + busiest);
        brokers.kill(busiest);
        editors.goOnFor(60 + storm.random().nextInt(60));
        brokers.startAgain(busiest);
    }

    private static void report(List<Duration> pauses) {
        System.out.printf(
                "storm: from publishing to visible, %d times: median %d ms, longest %d ms%n",
                pauses.size(),
                pauses.get(pauses.size() / 2).toMillis(),
                pauses.getLast().toMillis());
    }

    private static Map<String, String> settings(BrokerCluster brokers) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                brokers.servers(),
                "PRESS_KAFKA_REPLICATION_FACTOR",
                String.valueOf(BrokerCluster.NODES),
                "WEATHER_PROVIDER",
                "recorded");
    }
}
