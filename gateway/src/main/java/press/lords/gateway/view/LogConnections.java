package press.lords.gateway.view;

import java.time.Clock;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import press.lords.events.kafka.BrokerPatience;

/** Opens connections to the log; all that matters about them is said here. */
final class LogConnections {

    private static final int MAX_FETCH_BYTES = 4 * 1024 * 1024;
    private static final int MAX_PARTITION_FETCH_BYTES = 1024 * 1024;

    private final Map<String, Object> consumerSettings;
    private final Map<String, Object> adminSettings;
    private final Clock clock;

    /** @param consumerSettings where the broker is and how to be let in; likewise for the admin client */
    LogConnections(Map<String, Object> consumerSettings, Map<String, Object> adminSettings, Clock clock) {
        this.consumerSettings = BrokerPatience.limited(consumerSettings);
        this.consumerSettings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.consumerSettings.putAll(Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                // Nobody writes in transactions here; one that a stranger leaves open must not hold back the readers.
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_uncommitted",
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                1,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                MAX_FETCH_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                MAX_PARTITION_FETCH_BYTES,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                500,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000));
        this.adminSettings = BrokerPatience.limited(adminSettings);
        this.adminSettings.putAll(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 4_000));
        this.clock = clock;
    }

    Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(consumerSettings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    LogInspector inspector() {
        return new LogInspector(Admin.create(adminSettings), clock);
    }
}
