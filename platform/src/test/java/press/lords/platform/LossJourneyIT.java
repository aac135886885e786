package press.lords.platform;

import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import press.lords.events.Topic;
import press.lords.events.kafka.PoisonRecords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Disks that are lost and records that nobody can read: every page is back, and good records flow on. */
@ExtendWith(SharedPress.class)
class LossJourneyIT {

    private final Storm storm = Storm.ofThisBuild();

    @Test
    void aGatewayWithABlankDiskShowsEveryPageAgain(RunningPress press) throws Exception {
        try (var desk = new Desk(press)) {
            var witness = new Witness(press, desk);
            var before = witness.pages();
            witness.blankGateway();
            assertThat(witness.pages()).isEqualTo(before);
        }
    }

    @Test
    void aBrokerThatLostItsDataIsSentEverythingAgainAndNoReaderNotices(RunningPress press) throws Exception {
        try (var desk = new Desk(press)) {
            var witness = new Witness(press, desk);
            var before = witness.pages();
            var published = new Publisher(desk);
            var id = published.draft("before-the-loss");
            assertThat(published.publish(id, "before-the-loss", "Still here")).isPresent();
            await().atMost(Witness.PATIENCE)
                    .until(() -> witness.keys("articles").contains(id + "/1"));
            witness.lose("broker", press.data().resolve("broker"));
            // Fails as soon as a page is missed: readers notice nothing.
            await().atMost(Witness.PATIENCE).until(() -> {
                assertThat(witness.pages()).containsAllEntriesOf(before);
                return isSentAgain(witness, id + "/1") && isLive(desk);
            });
            assertThat(witness.pages()).containsAllEntriesOf(before);
        }
    }

    @Test
    void poisonIsNotedAndInNobodysWay(RunningPress press) throws Exception {
        try (var desk = new Desk(press)) {
            var witness = new Witness(press, desk);
            var before = rejected(witness);
            // One kind never gets in: a broker refuses a record without a key for a compacted topic.
            var kinds = PoisonRecords.of(Topic.ARTICLES).values().stream()
                    .filter(record -> record.key() != null)
                    .toList();
            var publisher = new Publisher(desk);
            var id = publisher.draft("among-poison");
            try (var producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", witness.broker()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                for (int i = 0; i < storm.poison(); i++) {
                    producer.send(kinds.get(i % kinds.size())).get();
                    for (int good = 0; good < storm.good() / storm.poison(); good++) {
                        assertThat(publisher.publish(id, "among-poison", "Good " + i + "/" + good))
                                .isPresent();
                    }
                }
            }
            witness.everyRevisionIsInItsPlace(publisher.acknowledged());
            assertThat(publisher.acknowledged()).hasSize(storm.good());
            await().atMost(Witness.PATIENCE)
                    .untilAsserted(() -> assertThat(rejected(witness) - before).isEqualTo(storm.poison()));
        }
    }

    private static boolean isSentAgain(Witness witness, String key) {
        try {
            return witness.keys("articles").contains(key);
        } catch (Exception noTopicYet) {
            return false;
        }
    }

    private static boolean isLive(Desk desk) throws Exception {
        var sections = desk.read("/api/pages/front").body().path("sections");
        return sections.path("site").path("state").asString().equals("live");
    }

    /** What the gateway's view says that it passed over. */
    private static double rejected(Witness witness) throws Exception {
        return witness.metric("gateway", "press_view_rejected_total");
    }
}
