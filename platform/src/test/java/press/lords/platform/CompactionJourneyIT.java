package press.lords.platform;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every record late and doubled, then a forced compaction, then a gateway with a blank disk: what it shows is what the database has. */
@ExtendWith(SharedPress.class)
class CompactionJourneyIT {

    private static final Map<String, String> EAGER =
            Map.of("segment.ms", "1000", "min.cleanable.dirty.ratio", "0.001", "max.compaction.lag.ms", "1000");

    @Test
    void takesNothingButDuplicates(RunningPress press) throws Exception {
        try (var desk = new Desk(press)) {
            var witness = new Witness(press, desk);
            var path = desk.publish("compacted", "1");
            for (int n = 2; n <= 4; n++) {
                desk.edit("PUT", path, desk.look(path).etag(), Desk.article("compacted", String.valueOf(n)));
                desk.edit("POST", path + "/publication", "", Map.of());
            }
            await().until(() -> witness.keys("articles").contains(path.substring("/api/articles/".length()) + "/4"));
            var keys = witness.keys("articles");
            compact(witness);
            assertThat(witness.keys("articles")).isEqualTo(keys);

            witness.blankGateway();
            for (var revision : revisions(desk).entrySet()) {
                var page = desk.read(revision.getKey());
                assertThat(page.body().path("article").path("hash").asString())
                        .as(revision.getKey())
                        .isEqualTo(revision.getValue());
            }
        }
    }

    /** Doubles all that is there until the cleaner has taken the doubles away again. */
    private static void compact(Witness witness) throws Exception {
        var connection = Map.<String, Object>of("bootstrap.servers", witness.broker());
        try (var admin = Admin.create(connection);
                var producer = new KafkaProducer<>(connection, new ByteArraySerializer(), new ByteArraySerializer())) {
            configure(admin, OpType.SET);
            var before = witness.log("articles");
            sendAgain(producer, before);
            var doubled = new HashMap<Integer, Long>();
            witness.log("articles").forEach(record -> doubled.merge(record.partition(), record.offset(), Math::max));
            // A record now and then closes the segment before it, and only closed ones are compacted.
            await().atMost(Witness.PATIENCE).pollInterval(Duration.ofSeconds(3)).until(() -> {
                sendAgain(producer, onePerPartition(before));
                var left = witness.log("articles").stream()
                        .filter(record -> record.offset() <= doubled.getOrDefault(record.partition(), -1L))
                        .count();
                return left <= before.size();
            });
            configure(admin, OpType.DELETE);
        }
    }

    private static void configure(Admin admin, OpType operation) throws Exception {
        Collection<AlterConfigOp> changes = EAGER.entrySet().stream()
                .map(entry -> new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), operation))
                .toList();
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, "articles");
        admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
    }

    private static List<ConsumerRecord<byte[], byte[]>> onePerPartition(List<ConsumerRecord<byte[], byte[]>> records) {
        var chosen = new HashMap<Integer, ConsumerRecord<byte[], byte[]>>();
        records.forEach(record -> chosen.putIfAbsent(record.partition(), record));
        return List.copyOf(chosen.values());
    }

    private static void sendAgain(KafkaProducer<byte[], byte[]> producer, List<ConsumerRecord<byte[], byte[]>> records)
            throws Exception {
        for (var record : records) {
            producer.send(new ProducerRecord<>(
                            record.topic(), record.partition(), record.key(), record.value(), record.headers()))
                    .get();
        }
    }

    /** Hash by page address of every published revision that the database has of the newest hundred articles. */
    private static Map<String, String> revisions(Desk desk) throws Exception {
        var revisions = new HashMap<String, String>();
        for (var article :
                desk.look("/api/articles?state=published&limit=100").body().path("items")) {
            var history = "/api/articles/" + article.path("id").asString() + "/revisions?limit=100";
            for (var revision : desk.look(history).body().path("items")) {
                if (revision.path("state").asString().equals("published")) {
                    revisions.put(
                            "/api/pages/articles/" + article.path("slug").asString() + "/revisions/"
                                    + revision.path("revision").asInt(),
                            revision.path("hash").asString());
                }
            }
        }
        assertThat(revisions).isNotEmpty();
        return revisions;
    }
}
