package press.lords.events.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How long each of our clients waits for a broker before it turns to another one. A broker that lost its machine or its network closes no connection, so
 * only time tells; by Kafka's defaults that is half a minute for an answer, and ten seconds and more for a connection.
 */
public final class BrokerPatience {

    /** More than a fetch that waits for records takes, and than the largest answer does. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private static final Duration CONNECTION = Duration.ofSeconds(2);
    private static final Duration LATER_CONNECTION = Duration.ofSeconds(4);
    private static final Duration BETWEEN_CONNECTIONS = Duration.ofSeconds(1);

    private BrokerPatience() {}

    /** The settings of a connection with these limits; may be added to. */
    public static Map<String, Object> limited(Map<String, Object> connection) {
        Map<String, Object> limited = new HashMap<>(connection);
        limited.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(ANSWER.toMillis()));
        limited.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, CONNECTION.toMillis());
        limited.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, LATER_CONNECTION.toMillis());
        limited.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, BETWEEN_CONNECTIONS.toMillis());
        return limited;
    }
}
