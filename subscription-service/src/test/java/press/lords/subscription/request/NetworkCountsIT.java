package press.lords.subscription.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.vault.Vault;
import press.lords.subscription.vault.Vaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@OnContainers
class NetworkCountsIT {

    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Vault VAULT = Vaults.withKey(Base64.getEncoder().encodeToString(new byte[32]));

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoDatabase database = mongo.getDatabase(TestDatabase.name());

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void refuseWhatIsTooMuchOfTwoInstancesTogetherAndSayWhenToComeBack() {
        NetworkCounts one = instanceAt(BEGIN);
        NetworkCounts other = instanceAt(BEGIN);
        one.count("a", 2, MINUTE);
        other.count("a", 2, MINUTE);

        assertThatThrownBy(() -> one.count("a", 2, MINUTE))
                .isInstanceOfSatisfying(
                        RequestProblem.TooMany.class,
                        refused -> assertThat(refused.retryAfterSeconds()).isEqualTo(30));
        other.count("b", 2, MINUTE);
        NetworkCounts later = instanceAt(BEGIN.plusSeconds(30));
        later.count("a", 2, MINUTE);
        assertThatThrownBy(() -> later.count("a", 2, MINUTE)).isInstanceOf(RequestProblem.TooMany.class);
    }

    @Test
    void letExactlyAsManyPassOfManyAtOnce() throws Exception {
        NetworkCounts counts = instanceAt(BEGIN);
        Callable<Boolean> ask = () -> {
            try {
                counts.count("a", 10, MINUTE);
                return true;
            } catch (RequestProblem.TooMany refused) {
                return false;
            }
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long passed = threads.invokeAll(Collections.nCopies(40, ask)).stream()
                    .filter(asked -> asked.resultNow())
                    .count();
            assertThat(passed).isEqualTo(10);
        }
    }

    @Test
    void areForgottenOnceTheySayNothingAnyMore() {
        instanceAt(BEGIN).count("a", 2, MINUTE);

        assertThat(instanceAt(BEGIN).forgetFull(BEGIN.plusSeconds(29))).isZero();
        assertThat(instanceAt(BEGIN).forgetFull(BEGIN.plusSeconds(31))).isEqualTo(1);
    }

    @Test
    void nameNoNetwork() {
        instanceAt(BEGIN).count("192.0.2.1", 2, MINUTE);

        assertThat(database.getCollection("network-counts").find().map(Document::toJson))
                .hasSize(1)
                .noneMatch(json -> json.contains("192.0.2"));
    }

    private NetworkCounts instanceAt(Instant now) {
        return new NetworkCounts(database, VAULT, Clock.fixed(now, ZoneOffset.UTC));
    }
}
