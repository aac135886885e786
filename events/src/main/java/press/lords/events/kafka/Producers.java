package press.lords.events.kafka;

import java.util.Map;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import press.lords.events.Topic;

/** The one idempotent producer of a service; made anew when an error has made it unusable. */
final class Producers implements AutoCloseable {

    static final int DELIVERY_TIMEOUT_SECONDS = 10;

    private final DefaultKafkaProducerFactory<byte[], byte[]> factory;

    Producers(Map<String, Object> connection) {
        Map<String, Object> config = BrokerPatience.limited(connection);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_SECONDS * 1_000);
        config.put(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Topic.ARTICLES.maxMessageBytes() + RevisionRecord.FRAMING_BYTES);
        this.factory = new DefaultKafkaProducerFactory<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Shared and safe for many threads. */
    Producer<byte[], byte[]> current() {
        return factory.createProducer();
    }

    void renew() {
        factory.reset();
    }

    @Override
    public void close() {
        factory.destroy();
    }
}
