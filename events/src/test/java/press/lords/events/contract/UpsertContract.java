package press.lords.events.contract;

import java.util.List;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static press.lords.events.contract.DatabaseContract.aThing;
import static press.lords.events.contract.DatabaseContract.at;

/** Updates that insert what they don't find. */
interface UpsertContract extends DatabaseContract {

    UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    @Test
    default void whatIsThereIsLeftAlone() {
        Bson begin = Updates.combine(Updates.setOnInsert("revision", 0), Updates.setOnInsert("at", at(1)));

        UpdateResult first = things().updateOne(eq("_id", "1"), begin, UPSERT);
        things().updateOne(eq("_id", "1"), Updates.set("revision", 3));
        UpdateResult again = things().updateOne(eq("_id", "1"), begin, UPSERT);

        assertThat(first.getUpsertedId()).isEqualTo(new BsonString("1"));
        assertThat(again.getUpsertedId()).isNull();
        assertThat(again.getModifiedCount()).isZero();
        assertThat(thing("1")).isEqualTo(aThing("1").append("revision", 3).append("at", at(1)));
    }

    /** MongoDB tries again by itself, as long as the filter is nothing but the unique field. */
    @Test
    default void ofManyWhoBeginTheSameAtOnceNoneIsRefused() {
        for (int round = 0; round < 10; round++) {
            String id = "round " + round;

            AtOnce.all(() -> things().updateOne(eq("_id", id), Updates.setOnInsert("revision", 0), UPSERT));

            assertThat(things().find(eq("_id", id))).containsExactly(aThing(id).append("revision", 0));
        }
    }

    @Test
    default void ofManyWhoCountWhatIsNotThereAllAreCounted() {
        AtOnce.all(() -> {
            try {
                things().findOneAndUpdate(
                                eq("_id", "1"),
                                Updates.combine(Updates.inc("tries", 1), Updates.setOnInsert("until", at(9))),
                                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
                return 1L;
            } catch (MongoException e) {
                // Which MongoDB may answer to all but one of those who come first.
                assertThat(ErrorCategory.fromErrorCode(e.getCode())).isEqualTo(ErrorCategory.DUPLICATE_KEY);
                return things().updateOne(eq("_id", "1"), Updates.inc("tries", 1))
                        .getModifiedCount();
            }
        });

        assertThat(thing("1").getInteger("tries")).isEqualTo(AtOnce.CALLERS);
    }

    /** A lease is free, or there isn't one, or it is another's: then the insert finds the id taken. */
    @Test
    default void aLeaseThatIsAnothersIsRefusedAsTaken() {
        assertThat(lease(10, 20).getUpsertedId()).isNotNull();
        assertThatExceptionOfType(MongoWriteException.class)
                .isThrownBy(() -> lease(15, 25))
                .satisfies(
                        refused -> assertThat(refused.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY));
        assertThat(lease(20, 30).getModifiedCount()).isEqualTo(1);
        assertThat(lease(1, 5).getModifiedCount()).isEqualTo(1);
    }

    @Test
    default void aDayIsBegunOnceAndNeverAgain() {
        things().updateOne(
                        day("2025-10-11"),
                        Updates.combine(Updates.set("day", "2025-10-11"), Updates.set("calls", 0L)),
                        UPSERT);
        things().updateOne(eq("_id", "p"), Updates.inc("calls", 1L));

        assertThatExceptionOfType(MongoWriteException.class)
                .isThrownBy(() -> things().updateOne(day("2025-10-11"), Updates.set("calls", 0L), UPSERT));
        assertThatExceptionOfType(MongoWriteException.class)
                .isThrownBy(() -> things().updateOne(day("2025-10-10"), Updates.set("calls", 0L), UPSERT));
        assertThat(thing("p")).isEqualTo(aThing("p").append("day", "2025-10-11").append("calls", 1L));
    }

    @Test
    default void aReplacementIsInsertedWhereThereIsNothing() {
        for (String challenge : List.of("a", "b")) {
            things().replaceOne(
                            eq("_id", "s"),
                            new Document("_id", "s").append("challenge", challenge),
                            new ReplaceOptions().upsert(true));
        }

        assertThat(things().find()).containsExactly(aThing("s").append("challenge", "b"));
    }

    private UpdateResult lease(long now, long until) {
        Bson free = and(eq("_id", "place"), or(lte("until", at(now)), gt("until", at(until))));
        return things().updateOne(free, Updates.set("until", at(until)), UPSERT);
    }

    private static Bson day(String today) {
        return and(eq("_id", "p"), lt("day", today));
    }
}
