package press.lords.events.kafka;

import java.util.Objects;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseAwayAnalyzerTests {

    private final MockEnvironment environment =
            new MockEnvironment().withProperty("spring.mongodb.uri", "mongodb://press:hunter2@db1:27017,db2:27018/x");

    private final FailureAnalyzer analyzer = new DatabaseAwayAnalyzer(environment);

    @Test
    void tellsWhatIsMissingAndWhichSettingSaysWhereItIs() {
        FailureAnalysis analysis = Objects.requireNonNull(
                analyzer.analyze(new BeanCreationException("journals", new MongoTimeoutException("no server"))));

        assertThat(analysis.getDescription()).isEqualTo("MongoDB doesn't answer at db1:27017, db2:27018.");
        assertThat(analysis.getAction()).contains("MONGO_URI").doesNotContain("hunter2");
    }

    @Test
    void tellsTheSameOfAServerThatWentWhileItLetTheServiceIn() {
        MongoCredential press = MongoCredential.createCredential("press", "admin", "hunter2".toCharArray());
        MongoException gone = new MongoSocketReadException("closed", new ServerAddress("db1"));

        FailureAnalysis analysis = Objects.requireNonNull(analyzer.analyze(
                new BeanCreationException("journals", new MongoSecurityException(press, "failed", gone))));

        assertThat(analysis.getDescription()).startsWith("MongoDB doesn't answer");
    }

    @Test
    void leavesWhatTheDatabaseRefusesToOthers() {
        assertThat(analyzer.analyze(new MongoCommandException(new BsonDocument(), new ServerAddress())))
                .isNull();
        assertThat(analyzer.analyze(new MongoNotPrimaryException(new BsonDocument(), new ServerAddress())))
                .isNull();
    }
}
