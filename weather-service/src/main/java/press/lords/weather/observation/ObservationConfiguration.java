package press.lords.weather.observation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import press.lords.events.Topic;
import press.lords.events.kafka.DecisiveDatabase;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.JournalConfiguration;
import press.lords.events.kafka.Journals;

@Configuration(proxyBeanMethods = false)
@Import(JournalConfiguration.class)
class ObservationConfiguration {

    private static final String HEADS = "weather";
    private static final int DATABASE_SECONDS = 5;

    /** A poll that waits for the database longer than this had better be the next one. */
    @Bean
    MongoClientSettingsBuilderCustomizer boundedWaiting() {
        return settings -> settings.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(DATABASE_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(DATABASE_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(2 * DATABASE_SECONDS, TimeUnit.SECONDS));
    }

    /** What is read here decides what is published, and what was acknowledged must not be rolled back. */
    @Bean
    MongoDatabase weatherDatabase(MongoClient mongo, @Value("${spring.mongodb.database}") String database) {
        return DecisiveDatabase.open(mongo, database, Duration.ofSeconds(DATABASE_SECONDS));
    }

    @Bean
    ObservationJournal observationJournal(Journals journals, EventCodec codec, MongoDatabase database) {
        return new ObservationJournal(journals.open(Topic.WEATHER, HEADS), codec, database.getCollection(HEADS));
    }

    @Bean
    Observations observations(ObservationJournal journal, ObservationSettings settings, Clock clock) {
        return new Observations(journal, settings.places(), clock);
    }

    @Bean
    Pollers pollers(
            WeatherProvider provider,
            ObservationJournal journal,
            ObservationSettings settings,
            MongoDatabase database,
            MeterRegistry registry,
            Clock clock) {
        PollingLeases leases = new PollingLeases(
                database.getCollection("polling.leases"), settings.pollWithin(), settings.interval(), clock);
        PublishObservation publishObservation = new PublishObservation(journal, settings, clock);
        PollMetrics metrics = new PollMetrics(registry, clock);
        List<PollInTurn> places = settings.places().stream()
                .map(place -> new PollInTurn(
                        provider.name(),
                        place.id(),
                        new PollPlace(place, provider, publishObservation, metrics, clock),
                        metrics,
                        leases,
                        settings.interval(),
                        clock))
                .toList();
        return new Pollers(places, clock);
    }
}
