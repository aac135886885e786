package press.lords.events.kafka;

import java.util.Objects;
import java.util.Set;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.WriteConcernError;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseRefusalAnalyzerTests {

    private static final ServerAddress PRIMARY = new ServerAddress("db1");

    private final FailureAnalyzer analyzer = new DatabaseRefusalAnalyzer();

    @Test
    void tellsWhichIndexIsInTheWay() {
        FailureAnalysis analysis =
                analysis(command(86, "An existing index has the same name as the requested index: mailbox_1"));

        assertThat(analysis.getDescription()).contains("isn't as the service relies on it", "mailbox_1");
        assertThat(analysis.getAction()).contains("Drop that index");
    }

    @Test
    void tellsWhereSomethingIsTwiceAndNotWhat() {
        FailureAnalysis analysis = analysis(
                command(
                        11000,
                        "E11000 duplicate key error collection: lp.subscribers index: mailbox_1 dup key: { mailbox: \"ada\" }"));

        assertThat(analysis.getDescription())
                .contains("lp.subscribers", "mailbox_1")
                .doesNotContain("ada");
        assertThat(analysis.getAction()).contains("which one stays");
    }

    @Test
    void tellsWhatTheUserLacks() {
        assertThat(analysis(command(13, "not authorized on lp to execute command"))
                        .getAction())
                .contains("readWrite");
        assertThat(analysis(new MongoSecurityException(
                                MongoCredential.createCredential("press", "admin", "hunter2".toCharArray()), "failed"))
                        .getAction())
                .contains("MONGO_URI")
                .doesNotContain("hunter2");
    }

    @Test
    void tellsThatThereIsNoMajority() {
        WriteConcernError tooFew = new WriteConcernError(64, "WriteConcernTimeout", "timed out", new BsonDocument());

        FailureAnalysis analysis = analysis(new MongoWriteConcernException(tooFew, null, PRIMARY, Set.of()));

        assertThat(analysis.getDescription()).contains("a majority of its servers");
    }

    @Test
    void leavesAServerThatWentWhileItLetTheServiceInToOthers() {
        MongoCredential press = MongoCredential.createCredential("press", "admin", "hunter2".toCharArray());
        MongoException gone = new MongoSocketReadException("closed", PRIMARY);

        assertThat(analyzer.analyze(
                        new BeanCreationException("journals", new MongoSecurityException(press, "failed", gone))))
                .isNull();
    }

    @Test
    void leavesOtherFailuresToOthers() {
        assertThat(analyzer.analyze(new BeanCreationException("journals", command(2, "bad value"))))
                .isNull();
    }

    private FailureAnalysis analysis(MongoException failure) {
        return Objects.requireNonNull(analyzer.analyze(new BeanCreationException("journals", failure)));
    }

    private static MongoCommandException command(int code, String message) {
        return new MongoCommandException(
                new BsonDocument("code", new BsonInt32(code)).append("errmsg", new BsonString(message)), PRIMARY);
    }
}
