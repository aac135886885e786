package press.lords.weather.provider;

import java.time.Clock;

import com.mongodb.client.MongoDatabase;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import press.lords.weather.observation.WeatherProvider;

@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    private static final String SAMPLE = "recordings/sample.json";

    @Bean
    WeatherProvider weatherProvider(ProviderSettings settings, MongoDatabase database, Clock clock) {
        JsonCalls calls = new JsonCalls(settings.limits(), clock);
        return switch (settings.kind()) {
            case OPEN_METEO -> careful(new OpenMeteo(calls, settings.openMeteoUrl(), clock), settings, database, clock);
            case OPENWEATHER ->
                careful(new OpenWeather(calls, settings.openWeather(), clock), settings, database, clock);
            case RECORDED -> recorded(settings.recordedFile(), clock);
        };
    }

    private static WeatherProvider careful(
            WeatherProvider provider, ProviderSettings settings, MongoDatabase database, Clock clock) {
        Allowance allowance = new Allowance(
                database.getCollection("provider.allowances"), provider.name(), settings.callsPerDay(), clock);
        return new CarefulProvider(provider, allowance, CarefulProvider.breaker(provider.name(), settings.backOff()));
    }

    private static WeatherProvider recorded(String file, Clock clock) {
        return RecordedWeather.of(file.isBlank() ? new ClassPathResource(SAMPLE) : new FileSystemResource(file), clock);
    }
}
