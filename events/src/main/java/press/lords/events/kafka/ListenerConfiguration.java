package press.lords.events.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.SimpleKafkaHeaderMapper;
import org.springframework.kafka.support.converter.MessagingMessageConverter;
import org.springframework.util.backoff.ExponentialBackOff;
import press.lords.events.Topic;

/**
 * For services that listen in a consumer group, of which there is none yet: {@code @Import} it. Listeners take {@code ConsumerRecord<byte[], byte[]>} and read it with the
 * {@link EventCodec}. A fault is retried in place with a capped back-off, since order matters; what can't be read, or fails for
 * {@link #GIVE_UP_AFTER}, goes to the dead letters.
 */
@Configuration(proxyBeanMethods = false)
public class ListenerConfiguration {

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);
    static final Duration GIVE_UP_AFTER = Duration.ofMinutes(10);
    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(90);

    @Bean
    ConcurrentKafkaListenerContainerFactory<byte[], byte[]> kafkaListenerContainerFactory(
            KafkaProperties kafka, DeadLetters deadLetters) {
        Map<String, Object> config = new HashMap<>(kafka.buildConsumerProperties());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);

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
    DeadLetters deadLetters(KafkaProperties kafka) {
        return new DeadLetters(new Producers(kafka.buildProducerProperties()));
    }

    @Bean
    KafkaAdmin.NewTopics deadLetterTopics(@Value("${press.kafka.replication-factor:1}") short replicationFactor) {
        NewTopic[] topics = java.util.Arrays.stream(Topic.values())
                .map(topic -> new NewTopic(topic.deadLetterName(), topic.partitions(), replicationFactor)
                        .configs(Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_DELETE,
                                TopicConfig.RETENTION_MS_CONFIG,
                                Long.toString(DEAD_LETTERS_KEPT.toMillis()),
                                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                                Topics.minInSync(replicationFactor),
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                Integer.toString(topic.maxMessageBytes() + RevisionRecord.FRAMING_BYTES))))
                .toArray(NewTopic[]::new);
        return new KafkaAdmin.NewTopics(topics);
    }

    private static DefaultErrorHandler errorHandler(DeadLetters deadLetters) {
        ExponentialBackOff backOff = new ExponentialBackOff(FIRST_RETRY.toMillis(), 2);
        backOff.setMaxInterval(LAST_RETRY.toMillis());
        backOff.setMaxElapsedTime(GIVE_UP_AFTER.toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(deadLetters, backOff);
        handler.addNotRetryableExceptions(UnreadableRecord.class);
        handler.setCommitRecovered(true);
        return handler;
    }
}
