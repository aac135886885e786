package press.lords.article.store;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import press.lords.events.kafka.DecisiveDatabase;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    private static final Duration CONFIRMED_WITHIN = Duration.ofSeconds(10);

    /** What decides and what is decided survives the loss of a database node: the driver's defaults read what may be rolled back. */
    @Bean
    MongoDatabase newsroomDatabase(MongoClient client, @Value("${spring.mongodb.database}") String name) {
        return DecisiveDatabase.open(client, name, CONFIRMED_WITHIN);
    }

    /** An editor waits seconds for a database that is away, not the driver's half minute. */
    @Bean
    MongoClientSettingsBuilderCustomizer boundedWaits() {
        return settings -> settings.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(3, TimeUnit.SECONDS).readTimeout(20, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(5, TimeUnit.SECONDS));
    }

    @Bean
    Contention contention() {
        return new Contention();
    }

    /** In milliseconds, which is what the database keeps of a time. */
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
