package press.lords.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import press.lords.events.kafka.BrokerPatience;

/** Sets up how sessions are checked. Wants a {@link Clock}, a {@link MeterRegistry} and Spring Boot's settings for Kafka. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    private static final Duration SOON = Duration.ofSeconds(2);

    @Bean
    IssuerKeys issuerKeys(AccessSettings settings) {
        KeysOnDisk disk = new KeysOnDisk(settings.stateDirectory());
        return new IssuerKeys(settings.jwksUri(), disk, settings.keysEvery(), SOON);
    }

    @Bean
    Withdrawals withdrawals() {
        return new Withdrawals();
    }

    @Bean
    WithdrawalFollower withdrawalFollower(
            KafkaProperties kafka,
            Withdrawals withdrawals,
            AccessSettings settings,
            Clock clock,
            MeterRegistry registry) {
        Map<String, Object> connection = connection(kafka.buildConsumerProperties());
        return new WithdrawalFollower(
                () -> new KafkaConsumer<>(connection, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                withdrawals,
                settings.tokenLifetime(),
                clock,
                registry);
    }

    @Bean
    Sessions sessions(IssuerKeys keys, Withdrawals withdrawals, AccessSettings settings, Clock clock) {
        return new Sessions(new ReaderTokens(keys, settings, clock), withdrawals, keys, clock.instant());
    }

    /**
     * For the readiness group: who is sent here shall not be refused for what is known a moment later. It says nothing of the broker or the issuer once
     * that much time has passed, since pages and reading need neither.
     */
    @Bean
    HealthIndicator accessHealthIndicator(Sessions sessions, AccessSettings settings, Clock clock) {
        Instant end = clock.instant().plus(settings.patience());
        return () -> (sessions.canTell() || !clock.instant().isBefore(end) ? Health.up() : Health.outOfService())
                .withDetail("changes", sessions.canTell())
                .build();
    }

    /** Where the broker is, and how to be let in, with all that matters about reading said here. */
    static Map<String, Object> connection(Map<String, Object> broker) {
        Map<String, Object> connection = BrokerPatience.limited(broker);
        connection.remove(ConsumerConfig.GROUP_ID_CONFIG);
        connection.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        connection.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // What is out of range is looked for by time again.
        connection.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // One transaction that a stranger leaves open must not hold withdrawals back.
        connection.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        connection.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        return connection;
    }
}
