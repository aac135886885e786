package press.lords.weather.provider;

import java.time.Clock;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import press.lords.weather.observation.WeatherProvider;

import static org.assertj.core.api.Assertions.assertThat;

class ProviderSettingsTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Providers.class);

    @Test
    void asksOpenMeteoUnlessToldOtherwise() {
        runner.run(context ->
                assertThat(context.getBean(WeatherProvider.class).name()).isEqualTo("open-meteo"));
    }

    @Test
    void asksWhomItIsTold() {
        runner.withPropertyValues("WEATHER_PROVIDER=openweather", "WEATHER_OPENWEATHER_KEY=abc")
                .run(context -> assertThat(
                                context.getBean(WeatherProvider.class).name())
                        .isEqualTo("openweather"));
        runner.withPropertyValues("WEATHER_PROVIDER=recorded")
                .run(context -> assertThat(
                                context.getBean(WeatherProvider.class).name())
                        .isEqualTo("recorded"));
    }

    @Test
    void refusesToStartWithOpenWeatherAndNoKey() {
        runner.withPropertyValues("WEATHER_PROVIDER=openweather")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("WEATHER_OPENWEATHER_KEY must be set in the environment"));
    }

    @Test
    void refusesToStartWithAProviderThatItDoesNotKnow() {
        runner.withPropertyValues("WEATHER_PROVIDER=crystal-ball")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void refusesToStartWithoutTheRecordingThatItIsTold() {
        runner.withPropertyValues("WEATHER_PROVIDER=recorded", "WEATHER_RECORDED_FILE=/nowhere/recording.json")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .hasStackTraceContaining("WEATHER_RECORDED_FILE is not a readable recording"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ProviderSettings.class)
    @Import(ProviderConfiguration.class)
    static class Providers {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        /** Never connected to: building a provider asks nothing of it. */
        @Bean
        MongoClient mongo() {
            return MongoClients.create("mongodb://127.0.0.1:1");
        }

        @Bean
        MongoDatabase database(MongoClient mongo) {
            return mongo.getDatabase("unused");
        }
    }
}
