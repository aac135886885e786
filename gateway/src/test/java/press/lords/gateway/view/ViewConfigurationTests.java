package press.lords.gateway.view;

import java.nio.file.Path;
import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ViewConfigurationTests {

    @TempDir
    private Path dir;

    @Test
    void aViewThatHasNothingYetIsOutOfService() {
        runner("press.view.dir=" + dir).run(context -> {
            assertThat(context).hasSingleBean(View.class);
            HealthIndicator health = context.getBean("viewHealthIndicator", HealthIndicator.class);
            assertThat(health.health()).isNotNull();
            assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        });
        assertThat(dir.resolve("articles-1")).isNotEmptyDirectory();
    }

    @Test
    void theDirectoryIsFreeAgainAfterwards() {
        for (int run = 0; run < 2; run++) {
            runner("press.view.dir=" + dir).run(context -> assertThat(context).hasNotFailed());
        }
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        runner("press.view.dir=" + dir, "press.view.max-waiters=0")
                .run(context -> assertThat(context).hasFailed());
    }

    private static ApplicationContextRunner runner(String... settings) {
        return new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
                .withUserConfiguration(ViewConfiguration.class)
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:1")
                .withPropertyValues(settings);
    }
}
