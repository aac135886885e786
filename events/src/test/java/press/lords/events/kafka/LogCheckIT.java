package press.lords.events.kafka;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import press.lords.events.Topic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

@OnContainers
class LogCheckIT {

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void givesUpWhenTheLogNeverReachesTheEndThatItHad() {
        AtomicInteger looks = new AtomicInteger();
        InstantSource secondByLook = () -> Instant.EPOCH.plusSeconds(looks.getAndIncrement());
        TopicPartition partition = new TopicPartition("authors", 0);
        try (MongoClient mongo = MongoClients.create(TestDatabase.uri());
                MockConsumer<byte[], byte[]> log = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name())) {
            MongoDatabase database = mongo.getDatabase(TestDatabase.name());
            log.updateBeginningOffsets(Map.of(partition, 0L));
            log.updateEndOffsets(Map.of(partition, 5L));
            LogCheck check = new LogCheck(
                    Topic.AUTHORS,
                    Map.of(),
                    new EventCodec(),
                    new Heads(database.getCollection("authors")),
                    new StoredRevisions(Topic.AUTHORS, database.getCollection("authors.revisions")),
                    secondByLook.withZone(ZoneOffset.UTC));

            assertThatThrownBy(() -> check.check(Map.of(), log)).isInstanceOf(BrokerUnreachable.class);
        }
    }
}
