package press.lords.gateway.access;

import java.util.List;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.SilentBroker;

class AccessConfigurationTests {

    private static final TopicPartition PARTITION = new TopicPartition("subscribers", 0);

    @Test
    void hearsOfWithdrawalsFromAnotherBrokerWhenOneSaysNothing() throws Exception {
        try (SilentBroker broker = new SilentBroker();
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        AccessConfiguration.connection(broker.connection()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seek(PARTITION, 0);
            broker.isGivenUpBy(consumer);
        }
    }
}
