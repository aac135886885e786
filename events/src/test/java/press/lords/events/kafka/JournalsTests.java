package press.lords.events.kafka;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JournalsTests {

    private final MongoClient mongo = MongoClients.create("mongodb://127.0.0.1:1");

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void refuseADatabaseWhoseAnswersMayBeRolledBack() {
        MongoDatabase asTheDriverHasIt = mongo.getDatabase("loose");
        MongoDatabase withoutATimeLimit =
                TestDatabase.in(mongo).withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        MongoDatabase inMemory =
                TestDatabase.in(mongo).withWriteConcern(WriteConcern.MAJORITY.withWTimeout(5, TimeUnit.SECONDS));
        MongoDatabase fromAnyone = TestDatabase.in(mongo).withReadPreference(ReadPreference.nearest());
        MongoDatabase asOneServerHasIt = TestDatabase.in(mongo).withReadConcern(ReadConcern.LOCAL);

        assertThatThrownBy(() -> journals(asTheDriverHasIt))
                .hasMessageContaining("loose must be written to the journals of a majority");
        assertThatThrownBy(() -> journals(withoutATimeLimit)).hasMessageContaining("within a time limit");
        assertThatThrownBy(() -> journals(inMemory)).hasMessageContaining("to the journals");
        assertThatThrownBy(() -> journals(fromAnyone)).hasMessageContaining("read from the primary");
        assertThatThrownBy(() -> journals(asOneServerHasIt)).hasMessageContaining("as a majority has it");
    }

    private static Journals journals(MongoDatabase database) {
        return new Journals(
                database,
                Map.of("bootstrap.servers", "127.0.0.1:1"),
                (short) 1,
                new EventCodec(),
                new SimpleMeterRegistry(),
                Clock.systemUTC(),
                () -> null);
    }
}
