package press.lords.gateway.view;

import java.time.Clock;
import java.util.List;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.SilentBroker;

class LogConnectionsTests {

    private static final TopicPartition PARTITION = new TopicPartition("articles", 0);

    @Test
    void giveUpABrokerThatSaysNothing() throws Exception {
        try (SilentBroker broker = new SilentBroker();
                Consumer<byte[], byte[]> consumer =
                        new LogConnections(broker.connection(), broker.connection(), Clock.systemUTC()).consumer()) {
            consumer.assign(List.of(PARTITION));
            consumer.seek(PARTITION, 0);
            broker.isGivenUpBy(consumer);
        }
    }
}
