package press.lords.events.kafka;

import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OneDocumentTests {

    @Test
    void leavesTheIdWhereEveryDatabaseLooksForIt() {
        assertThat(OneDocument.withId("a", eq("hash", null), or(ne("sent.topic", "t"), lt("sent.revision", 3))))
                .isEqualTo(BsonDocument.parse(
                        "{_id: 'a', hash: null, $or: [{'sent.topic': {$ne: 't'}}, {'sent.revision': {$lt: 3}}]}"));
    }

    @Test
    void dropsNoCondition() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OneDocument.withId("a", eq("version", 1), eq("version", 2)));
        assertThatIllegalArgumentException().isThrownBy(() -> OneDocument.withId("a", eq("_id", "b")));
    }
}
