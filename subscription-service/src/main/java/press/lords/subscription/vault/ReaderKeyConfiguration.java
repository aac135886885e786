package press.lords.subscription.vault;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import press.lords.events.kafka.DecisiveDatabase;

/** Opens the database of readers' keys, by the data's own connection when they are on the same server. */
@Configuration(proxyBeanMethods = false)
class ReaderKeyConfiguration {

    @Bean
    KeyServer keyServer(ReaderKeySettings settings, MongoClient data, @Value("${spring.mongodb.uri}") String dataUri) {
        return settings.uri().equals(dataUri)
                ? new KeyServer(data, false)
                : new KeyServer(MongoClients.create(patientFor(settings.uri())), true);
    }

    @Bean
    ReaderKeys readerKeys(KeyServer server, ReaderKeySettings settings, Vault vault) {
        return new MongoReaderKeys(
                DecisiveDatabase.open(server.client(), settings.database(), Duration.ofSeconds(5)), vault);
    }

    private static MongoClientSettings patientFor(String uri) {
        return MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(3, TimeUnit.SECONDS).readTimeout(10, TimeUnit.SECONDS))
                .build();
    }

    /** Not a client itself: Spring Boot makes the data's one only as long as there is no other. */
    record KeyServer(MongoClient client, boolean own) implements AutoCloseable {
        @Override
        public void close() {
            if (own) {
                client.close();
            }
        }
    }
}
