package press.lords.platform.database;

import java.util.List;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("NullAway") // the collection is not asked for anything
class FieldIndexTests {

    private final MVStore store = MVStore.open(null);
    private final MVMap<String, Object> entries = store.openMap("entries");
    private final FieldIndex index = index("dueAt", true);

    private FieldIndex index(String field, boolean isSparse) {
        var keys = List.of(new IndexKey(field, true), new IndexKey("_id", true));
        return new FieldIndex(field + "_1", keys, isSparse, entries);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void answersWhatOnlyDocumentsWithTheFieldCanMeet() {
        assertThat(index.canHandle(dueAt("$lt", 5))).isTrue();
        assertThat(index.canHandle(dueAt("$gte", 5).append("_id", "a"))).isTrue();
        assertThat(index.canHandle(new Document("$and", List.of(new Document("_id", "a"), dueAt("$lte", 5)))))
                .isTrue();
    }

    @Test
    void leavesToTheCollectionWhatOthersCanMeetToo() {
        for (var sparse : List.of(true, false)) {
            var index = index("dueAt", sparse);
            assertThat(index.canHandle(new Document())).isFalse();
            assertThat(index.canHandle(new Document("_id", "a"))).isFalse();
            assertThat(index.canHandle(dueAt("$ne", 5))).isFalse();
            assertThat(index.canHandle(dueAt("$lte", null))).isFalse();
            assertThat(index.canHandle(dueAt("$eq", null))).isFalse();
            assertThat(index.canHandle(dueAt("$in", List.of(5, new Document()))))
                    .isFalse();
            assertThat(index.canHandle(dueAt("$exists", false))).isFalse();
            assertThat(index.canHandle(new Document("$or", List.of(dueAt("$lt", 5), new Document("_id", "a")))))
                    .isFalse();
        }
    }

    @Test
    void knowsOnlyOfASparseFieldWhichDocumentsHaveIt() {
        assertThat(index("dueAt", false).canHandle(dueAt("$lt", 5))).isFalse();
        add("a", "dueAt", 3);
        add("b", "dueAt", null);
        add("c", "other", 3);

        assertThat(index.getPositions(dueAt("$lt", 5))).containsExactly("a");
    }

    @Test
    void findsByAValueOrSomeOfWhateverTypeOfNumber() {
        add("a", "dueAt", 3);
        add("b", "dueAt", 3L);
        add("c", "dueAt", 30);
        add("d", "dueAt", "3.0 or so");

        assertThat(index.getPositions(new Document("dueAt", 3.0))).containsExactly("a", "b");
        assertThat(index.getPositions(dueAt("$eq", 30))).containsExactly("c");
        assertThat(index.getPositions(dueAt("$in", List.of(30, 3)))).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(index.getPositions(dueAt("$in", List.of()))).isEmpty();
        assertThat(index.getPositions(new Document("dueAt", 4))).isEmpty();
    }

    @Test
    void findsWhatIsInAnArray() {
        var stories = index("stories.article", false);
        var document = new Document("_id", "a")
                .append("stories", List.of(new Document("article", "x"), new Document("article", "y")));
        stories.add(document, "a", null);

        assertThat(stories.getPositions(new Document("stories.article", "y"))).containsExactly("a");
    }

    @Test
    void followsWhatBecomesOfADocument() {
        var before = add("a", "dueAt", 3);
        var after = new Document("_id", "a").append("dueAt", 4);
        index.updateInPlace(before, after, "a", null);
        assertThat(index.getPositions(new Document("dueAt", 3))).isEmpty();
        assertThat(index.getPositions(new Document("dueAt", 4))).containsExactly("a");

        index.remove(after);
        assertThat(index.isEmpty()).isTrue();
    }

    private Document add(String id, String field, @Nullable Object value) {
        var document = new Document("_id", id);
        document.put(field, value);
        index.add(document, id, null);
        return document;
    }

    private static Document dueAt(String operator, @Nullable Object value) {
        var condition = new Document();
        condition.put(operator, value);
        return new Document("dueAt", condition);
    }
}
