package press.lords.gateway.view;

import java.io.IOException;
import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import press.lords.events.kafka.EventCodec;

/** Sets up the view. Wants a {@link Clock}, a {@link MeterRegistry} and Spring Boot's settings for Kafka. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ViewSettings.class)
class ViewConfiguration {

    @Bean(destroyMethod = "") // ViewProcess closes it, in order
    DiskView view(ViewSettings settings, MeterRegistry registry, Clock clock) throws IOException {
        return new DiskView(settings, new EventCodec(), registry, clock);
    }

    @Bean
    ViewProcess viewProcess(DiskView view, ViewSettings settings, KafkaProperties kafka, Clock clock) {
        LogConnections connections =
                new LogConnections(kafka.buildConsumerProperties(), kafka.buildAdminProperties(), clock);
        return new ViewProcess(view, connections, settings.commitInterval());
    }

    /** For the readiness group: says nothing of the broker once the view could be served. */
    @Bean
    HealthIndicator viewHealthIndicator(DiskView view) {
        return () -> (view.isReady() ? Health.up() : Health.outOfService())
                .withDetail("live", view.following().live())
                .withDetail("completeAt", view.following().since())
                .withDetail("rejections", view.rejections().size())
                .build();
    }
}
