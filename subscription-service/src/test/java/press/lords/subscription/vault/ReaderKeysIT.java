package press.lords.subscription.vault;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReaderKeysIT {

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoDatabase database = mongo.getDatabase(TestDatabase.name());
    private final ReaderKeys keys = new MongoReaderKeys(database, Vaults.withKey(RunningService.ENCRYPTION_KEY));

    @AfterEach
    void dropDatabase() {
        database.drop();
        mongo.close();
    }

    @Test
    void openWhatTheySealedUntilTheyAreDestroyed() throws CannotOpen {
        keys.make("one");
        byte[] sealed = keys.of("one").orElseThrow().seal("ada@example.org".getBytes(UTF_8), "address");
        assertThat(keys.of("one").orElseThrow().open(sealed, "address"))
                .asString()
                .isEqualTo("ada@example.org");

        assertThat(keys.destroy("one")).isTrue();

        assertThat(keys.of("one")).isEmpty();
        assertThat(keys.destroy("one")).isFalse();
    }

    @Test
    void areNotMadeAnewOverOnesThatAreInUse() throws CannotOpen {
        keys.make("one");
        byte[] sealed = keys.of("one").orElseThrow().seal(new byte[] {1}, "address");

        keys.make("one");

        assertThat(keys.of("one").orElseThrow().open(sealed, "address")).containsExactly(1);
    }

    @Test
    void areOneForEachReader() {
        keys.make("one");
        keys.make("other");
        byte[] sealed = keys.of("one").orElseThrow().seal(new byte[] {1}, "address");

        assertThatThrownBy(() -> keys.of("other").orElseThrow().open(sealed, "address"))
                .isInstanceOf(CannotOpen.class);
    }

    @Test
    void areOfNoUseUnderAnotherReadersName() {
        keys.make("one");
        Document stolen = database.getCollection("keys").find().first();
        assertThat(stolen).isNotNull();
        database.getCollection("keys").insertOne(new Document("_id", "other").append("sealed", stolen.get("sealed")));

        assertThatThrownBy(() -> keys.of("other")).isInstanceOf(IllegalStateException.class);
    }
}
