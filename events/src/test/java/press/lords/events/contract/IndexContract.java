package press.lords.events.contract;

import java.util.List;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.junit.jupiter.api.Test;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static press.lords.events.contract.DatabaseContract.aThing;

/** Indexes: unique, sparse, of several fields, of arrays; and that one which isn't as we make it is refused. */
interface IndexContract extends DatabaseContract {

    IndexOptions UNIQUE = new IndexOptions().unique(true);
    IndexOptions UNIQUE_WHERE_PRESENT = new IndexOptions().unique(true).sparse(true);

    @Test
    default void aTakenIdIsRefused() {
        things().insertOne(aThing("1"));

        assertTaken(() -> things().insertOne(aThing("1")));
    }

    @Test
    default void aUniqueIndexRefusesWhatIsTaken() {
        things().createIndex(Indexes.ascending("mailbox"), UNIQUE);
        things().insertOne(aThing("1").append("mailbox", "a"));
        things().insertOne(aThing("2").append("mailbox", "b"));

        assertTaken(() -> things().insertOne(aThing("3").append("mailbox", "a")));
        assertTaken(() -> things().updateOne(eq("_id", "2"), Updates.set("mailbox", "a")));
        assertTaken(() -> things().replaceOne(eq("_id", "2"), new Document("_id", "2").append("mailbox", "a")));
        assertThat(thing("2").getString("mailbox")).isEqualTo("b");
    }

    @Test
    default void aUniqueIndexRefusesAlsoTheUpdateThatAnswersTheDocument() {
        things().createIndex(Indexes.ascending("mailbox"), UNIQUE);
        things().insertOne(aThing("1").append("mailbox", "a"));
        things().insertOne(aThing("2").append("mailbox", "b").append("revision", 1));

        // Not a MongoWriteException: a commit asks for the server's code.
        assertThatExceptionOfType(MongoServerException.class)
                .isThrownBy(() -> things().findOneAndUpdate(
                                eq("_id", "2"),
                                Updates.combine(Updates.set("mailbox", "a"), Updates.set("revision", 2))))
                .satisfies(refused -> assertThat(ErrorCategory.fromErrorCode(refused.getCode()))
                        .isEqualTo(ErrorCategory.DUPLICATE_KEY));
        assertThat(thing("2").getInteger("revision")).isEqualTo(1);
    }

    @Test
    default void aUniqueSparseIndexKnowsNothingOfDocumentsWithoutTheField() {
        things().createIndex(Indexes.ascending("mailbox"), UNIQUE_WHERE_PRESENT);
        things().insertMany(List.of(aThing("1"), aThing("2"), aThing("3").append("mailbox", "a")));

        things().updateOne(eq("_id", "3"), Updates.unset("mailbox"));

        assertThatCode(() -> things().insertOne(aThing("4").append("mailbox", "a")))
                .doesNotThrowAnyException();
        assertTaken(() -> things().updateOne(eq("_id", "3"), Updates.set("mailbox", "a")));
    }

    @Test
    default void aUniqueIndexOfAnArrayTakesEachOfItsValues() {
        things().createIndex(Indexes.ascending("slugs"), UNIQUE_WHERE_PRESENT);
        things().insertOne(aThing("1").append("slugs", List.of("a", "b")));
        things().insertOne(aThing("2").append("slugs", List.of("c")));

        assertTaken(() -> things().insertOne(aThing("3").append("slugs", List.of("d", "b"))));
        assertTaken(() -> things().updateOne(eq("_id", "2"), Updates.set("slugs", List.of("c", "a"))));

        things().updateOne(eq("_id", "1"), Updates.set("slugs", List.of("b", "e")));
        things().updateOne(eq("_id", "2"), Updates.set("slugs", List.of("c", "a")));
        assertThat(thing("2").getList("slugs", String.class)).containsExactly("c", "a");
    }

    @Test
    default void aUniqueIndexOfTwoFieldsTakesThePair() {
        things().createIndex(Indexes.ascending("issue", "subscriber"), UNIQUE);
        things().insertOne(aThing("1").append("issue", "i").append("subscriber", "s"));
        things().insertOne(aThing("2").append("issue", "i").append("subscriber", "t"));

        assertTaken(() -> things().insertOne(aThing("3").append("issue", "i").append("subscriber", "t")));
    }

    @Test
    default void ofManyWhoTakeTheSameAtOnceOneDoes() {
        things().createIndex(Indexes.ascending("credential"), UNIQUE);

        List<Boolean> taken = AtOnce.all(() -> {
            try {
                things().insertOne(new Document("credential", "c"));
                return true;
            } catch (MongoWriteException e) {
                return e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY;
            }
        });

        assertThat(taken).containsOnlyOnce(true);
        assertThat(things().countDocuments()).isEqualTo(1);
    }

    @Test
    default void anIndexThatIsThereIsMadeAgainWithoutHarm() {
        for (int start = 0; start < 2; start++) {
            things().createIndex(Indexes.ascending("mailbox"), UNIQUE_WHERE_PRESENT);
            things().createIndex(Indexes.ascending("state", "at"));
            things().createIndex(Indexes.compoundIndex(Indexes.ascending("state"), Indexes.descending("_id")));
            things().insertOne(new Document("mailbox", "start " + start));
        }

        assertTaken(() -> things().insertOne(new Document("mailbox", "start 1")));
    }

    @Test
    default void instancesThatStartTogetherMakeTheSameIndexes() {
        AtOnce.all(() -> things().createIndex(Indexes.ascending("mailbox"), UNIQUE));

        things().insertOne(aThing("1").append("mailbox", "a"));
        assertTaken(() -> things().insertOne(aThing("2").append("mailbox", "a")));
    }

    @Test
    default void anIndexThatIsThereAndNotUniqueIsNoUniqueOne() {
        things().insertOne(aThing("1"));
        things().createIndex(Indexes.ascending("mailbox"));

        assertThatThrownBy(() -> things().createIndex(Indexes.ascending("mailbox"), UNIQUE))
                .isInstanceOf(MongoException.class)
                .extracting(refused -> ((MongoException) refused).getCode())
                .isIn(85, 86);
    }

    @Test
    default void whatIsThereTwiceCanNotBecomeUnique() {
        things().insertMany(
                        List.of(aThing("1").append("mailbox", "a"), aThing("2").append("mailbox", "a")));

        assertThatThrownBy(() -> things().createIndex(Indexes.ascending("mailbox"), UNIQUE))
                .isInstanceOf(MongoException.class)
                .extracting(refused -> ErrorCategory.fromErrorCode(((MongoException) refused).getCode()))
                .isEqualTo(ErrorCategory.DUPLICATE_KEY);
    }

    private static void assertTaken(ThrowingCallable write) {
        assertThatExceptionOfType(MongoWriteException.class).isThrownBy(write).satisfies(refused -> {
            assertThat(refused.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY);
            assertThat(ErrorCategory.fromErrorCode(refused.getCode())).isEqualTo(ErrorCategory.DUPLICATE_KEY);
        });
    }
}
