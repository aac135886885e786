package press.lords.events.kafka;

import java.time.Clock;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For services that commit revisions: {@code @Import} it. The journals are in the service's own database, the {@code MongoDatabase} bean. */
@Configuration(proxyBeanMethods = false)
public class JournalConfiguration {

    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    Journals journals(
            MongoDatabase database,
            @Value("${press.kafka.replication-factor:1}") short replicationFactor,
            KafkaProperties kafka,
            EventCodec codec,
            MeterRegistry meters,
            ObjectProvider<TraceContext> traceContext,
            ObjectProvider<Clock> clock) {
        return new Journals(
                database,
                kafka.buildAdminProperties(),
                replicationFactor,
                codec,
                meters,
                clock.getIfAvailable(Clock::systemUTC),
                () -> traceContext.stream()
                        .findFirst()
                        .map(TraceContext::traceparent)
                        .orElse(null));
    }

    /** Reports, never decides: editors go on while Kafka is away. */
    @Bean
    HealthIndicator journalHealthIndicator(Journals journals) {
        return () -> journals.troubles().isEmpty()
                ? Health.up().build()
                : Health.unknown().withDetail("notSending", journals.troubles()).build();
    }
}
