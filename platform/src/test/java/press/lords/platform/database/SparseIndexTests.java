package press.lords.platform.database;

import java.util.List;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SparseIndexTests {

    private final SparseIndex index = new SparseIndex("dueAt_1", new IndexKey("dueAt", true));

    @Test
    void answersWhatOnlyDocumentsWithTheFieldCanMeet() {
        assertThat(index.canHandle(dueAt("$lt", 5))).isTrue();
        assertThat(index.canHandle(dueAt("$gte", 5).append("_id", "a"))).isTrue();
        assertThat(index.canHandle(new Document("$and", List.of(new Document("_id", "a"), dueAt("$lte", 5)))))
                .isTrue();
    }

    @Test
    void leavesToTheCollectionWhatOthersCanMeetToo() {
        assertThat(index.canHandle(new Document())).isFalse();
        assertThat(index.canHandle(new Document("_id", "a"))).isFalse();
        assertThat(index.canHandle(dueAt("$ne", 5))).isFalse();
        assertThat(index.canHandle(dueAt("$lte", null))).isFalse();
        assertThat(index.canHandle(dueAt("$exists", false))).isFalse();
        assertThat(index.canHandle(new Document("$or", List.of(dueAt("$lt", 5), new Document("_id", "a")))))
                .isFalse();
    }

    private static Document dueAt(String operator, @Nullable Object value) {
        var condition = new Document();
        condition.put(operator, value);
        return new Document("dueAt", condition);
    }
}
