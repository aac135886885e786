package press.lords.events.kafka;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.mongodb.ClientBulkWriteException;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseAwayTests {

    private static final ServerAddress PRIMARY = new ServerAddress("db1");
    private static final WriteConcernError TOO_FEW =
            new WriteConcernError(64, "WriteConcernTimeout", "waiting for replication timed out", new BsonDocument());

    private static final WriteError DUPLICATE = new WriteError(11000, "duplicate", new BsonDocument());

    static List<MongoException> failuresOfADatabaseThatIsAway() {
        return List.of(
                new MongoTimeoutException("no server"),
                new MongoSocketException("reset", PRIMARY),
                new MongoConnectionPoolClearedException(new ServerId(new ClusterId(), PRIMARY), null),
                new MongoServerUnavailableException("the server is no longer one of the set"),
                new MongoWriteConcernException(TOO_FEW, null, PRIMARY, Set.of()),
                bulk(TOO_FEW),
                new ClientBulkWriteException(null, List.of(TOO_FEW), Map.of(), null, PRIMARY),
                new ClientBulkWriteException(
                        new MongoWriteConcernException(TOO_FEW, null, PRIMARY, Set.of()),
                        List.of(),
                        Map.of(0, DUPLICATE),
                        null,
                        PRIMARY),
                command(64),
                command(100));
    }

    @ParameterizedTest
    @MethodSource("failuresOfADatabaseThatIsAway")
    void isSeenHoweverDeepItLies(MongoException failure) {
        assertThat(DatabaseAway.caused(failure)).isTrue();
        assertThat(DatabaseAway.caused(new ListenerExecutionFailedException("on(…)", new RuntimeException(failure))))
                .isTrue();
    }

    @Test
    void isNotWhatTheDatabaseRefuses() {
        assertThat(DatabaseAway.caused(new MongoWriteException(DUPLICATE, PRIMARY, Set.of())))
                .isFalse();
        assertThat(DatabaseAway.caused(bulk(null))).isFalse();
        assertThat(DatabaseAway.caused(command(2))).isFalse();
        assertThat(DatabaseAway.caused(new ListenerExecutionFailedException("on(…)", new RuntimeException())))
                .isFalse();
        assertThat(DatabaseAway.caused(null)).isFalse();
    }

    private static MongoBulkWriteException bulk(@Nullable WriteConcernError concern) {
        List<BulkWriteError> refused = List.of(new BulkWriteError(11000, "duplicate", new BsonDocument(), 0));
        return new MongoBulkWriteException(
                BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of()), refused, concern, PRIMARY, Set.of());
    }

    private static MongoCommandException command(int code) {
        return new MongoCommandException(new BsonDocument("code", new BsonInt32(code)), PRIMARY);
    }
}
