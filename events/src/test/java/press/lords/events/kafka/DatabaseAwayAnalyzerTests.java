package press.lords.events.kafka;

import java.util.Objects;

import com.mongodb.MongoCommandException;
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
    void leavesWhatTheDatabaseRefusesToOthers() {
        assertThat(analyzer.analyze(new MongoCommandException(new BsonDocument(), new ServerAddress())))
                .isNull();
    }
}
