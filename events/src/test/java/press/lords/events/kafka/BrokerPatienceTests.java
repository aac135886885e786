package press.lords.events.kafka;

import java.util.List;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** Against a server that isn't one; each of our clients has its limits from there. */
class BrokerPatienceTests {

    @Test
    void givesUpABrokerThatSaysNothing() throws Exception {
        try (SilentBroker broker = new SilentBroker();
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        BrokerPatience.limited(broker.connection()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition("articles", 0)));
            broker.isGivenUpBy(consumer);
        }
    }
}
