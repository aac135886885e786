package press.lords.subscription.vault;

import java.util.List;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@OnContainers
class ReaderKeysIT {

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoDatabase database = TestDatabase.in(mongo);
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
    void keepNobodyFromTheOthersWhenOneDoesNotOpen() {
        keys.make("one");
        keys.make("damaged");
        keys.make("empty");
        MongoCollection<Document> stored = database.getCollection("keys");
        stored.updateOne(Filters.eq("_id", "damaged"), Updates.set("sealed", new Binary(new byte[60])));
        stored.updateOne(Filters.eq("_id", "empty"), Updates.unset("sealed"));

        assertThat(keys.of(List.of("one", "damaged", "empty", "none")).keySet()).containsExactly("one");
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
