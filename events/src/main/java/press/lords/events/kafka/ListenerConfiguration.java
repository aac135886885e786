package press.lords.events.kafka;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.SimpleKafkaHeaderMapper;
import org.springframework.kafka.support.converter.MessagingMessageConverter;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * For services that listen in a consumer group: {@code @Import} it. Listeners take {@code ConsumerRecord<byte[], byte[]>} and read it with the
 * {@link EventCodec}. A fault is retried in place with a capped back-off, since order matters; what can't be read, or fails for
 * {@link #GIVE_UP_AFTER} while the database is there, goes to the dead letters.
 */
@Configuration(proxyBeanMethods = false)
public class ListenerConfiguration {

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);
    static final Duration GIVE_UP_AFTER = Duration.ofMinutes(10);
    /** A group goes on without an instance that was killed after so long; the shortest that brokers take by default. */
    private static final Duration TAKEN_FOR_DEAD = Duration.ofSeconds(6);
    /** Also how long it takes the others to hear of it. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    /** A topic that is made after the start, or anew, is found within so long. */
    private static final Duration TOPICS_KNOWN_FOR = Duration.ofSeconds(30);

    @Bean
    ConcurrentKafkaListenerContainerFactory<byte[], byte[]> kafkaListenerContainerFactory(
            KafkaProperties kafka, DeadLetters deadLetters) {
        Map<String, Object> config = BrokerPatience.limited(kafka.buildConsumerProperties());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(TAKEN_FOR_DEAD.toMillis()));
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.toIntExact(HEARTBEAT.toMillis()));
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, Math.toIntExact(TOPICS_KNOWN_FOR.toMillis()));

        // The default mapper instantiates what a record's headers name.
        MessagingMessageConverter converter = new MessagingMessageConverter();
        converter.setHeaderMapper(new SimpleKafkaHeaderMapper());

        ConcurrentKafkaListenerContainerFactory<byte[], byte[]> factory =
                new ConcurrentKafkaListenerContainerFactory<>();
        factory.setConsumerFactory(
                new DefaultKafkaConsumerFactory<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        factory.setRecordMessageConverter(converter);
        factory.setCommonErrorHandler(errorHandler(deadLetters));
        factory.getContainerProperties().setObservationEnabled(true);
        return factory;
    }

    @Bean
    DeadLetters deadLetters(
            KafkaProperties kafka, @Value("${press.kafka.replication-factor:1}") short replicationFactor) {
        return new DeadLetters(
                new Producers(kafka.buildProducerProperties()),
                new DeadLetterTopics(kafka.buildAdminProperties(), replicationFactor));
    }

    private static DefaultErrorHandler errorHandler(DeadLetters deadLetters) {
        ExponentialBackOff backOff = new ExponentialBackOff(FIRST_RETRY.toMillis(), 2);
        backOff.setMaxInterval(LAST_RETRY.toMillis());
        backOff.setMaxElapsedTime(GIVE_UP_AFTER.toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(deadLetters, backOff);
        handler.addNotRetryableExceptions(UnreadableRecord.class);
        // It is no fault of the record, however long it takes: the default goes on for ever.
        ExponentialBackOff patience = new ExponentialBackOff(FIRST_RETRY.toMillis(), 2);
        patience.setMaxInterval(LAST_RETRY.toMillis());
        handler.setBackOffFunction((_, failure) -> DatabaseAway.caused(failure) ? patience : null);
        handler.setCommitRecovered(true);
        return handler;
    }
}
