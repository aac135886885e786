package press.lords.events.contract;

import java.util.List;
import java.util.stream.IntStream;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.OneDocument;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static press.lords.events.contract.DatabaseContract.aThing;

/** Many writes in one call, in no order. */
interface BulkContract extends DatabaseContract {

    @Test
    default void whatIsThereKeepsNoneOfTheOthersFromBeingAdded() {
        things().createIndex(Indexes.ascending("issue", "subscriber"), new IndexOptions().unique(true));
        things().insertOne(row("1", "a"));

        assertThatExceptionOfType(MongoBulkWriteException.class)
                .isThrownBy(() -> things().insertMany(
                                List.of(row("1", "a"), row("2", "b"), row("other id", "a"), row("3", "c")),
                                new InsertManyOptions().ordered(false)))
                .satisfies(refused -> {
                    assertThat(refused.getWriteConcernError()).isNull();
                    assertThat(refused.getWriteErrors())
                            .extracting(BulkWriteError::getIndex)
                            .containsExactlyInAnyOrder(0, 2);
                    assertThat(refused.getWriteErrors())
                            .allMatch(error ->
                                    ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY);
                });
        assertThat(things().find())
                .extracting(found -> found.getString("_id"))
                .containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    default void eachOfManyUpdatesHasItsOwnCondition() {
        things().insertMany(List.of(
                aThing("1").append("claim", "mine").append("editions", List.of(1, 2)),
                aThing("2").append("claim", "another's").append("editions", List.of(1)),
                aThing("3").append("claim", "mine").append("editions", List.of(1))));

        BulkWriteResult written = things().bulkWrite(
                        List.of(
                                new UpdateOneModel<>(
                                        OneDocument.withId("1", eq("claim", "mine")),
                                        Updates.combine(
                                                Updates.set("state", "failed"),
                                                Updates.unset("claim"),
                                                Updates.popLast("editions"))),
                                new UpdateOneModel<>(
                                        OneDocument.withId("2", eq("claim", "mine")), Updates.set("state", "failed")),
                                new UpdateOneModel<>(
                                        OneDocument.withId("3", eq("claim", "mine")),
                                        Updates.combine(Updates.set("state", "queued"), Updates.inc("attempts", -1)))),
                        new BulkWriteOptions().ordered(false));

        assertThat(written.getMatchedCount()).isEqualTo(2);
        assertThat(things().find())
                .containsExactlyInAnyOrder(
                        aThing("1").append("editions", List.of(1)).append("state", "failed"),
                        aThing("2").append("claim", "another's").append("editions", List.of(1)),
                        aThing("3")
                                .append("claim", "mine")
                                .append("editions", List.of(1))
                                .append("state", "queued")
                                .append("attempts", -1));
    }

    @Test
    default void someByThemselvesAndOthersTogetherAreAllCounted() {
        things().insertMany(List.of(
                aThing("1").append("open", "yes"), aThing("2"), aThing("3").append("claim", "mine"), aThing("4")));

        BulkWriteResult written = things().bulkWrite(
                        List.of(
                                new UpdateManyModel<>(
                                        new Document("_id", new Document("$in", List.of("1", "2")))
                                                .append("open", new Document("$exists", true)),
                                        Updates.combine(Updates.set("state", "sent"), Updates.unset("open"))),
                                new UpdateOneModel<>(
                                        OneDocument.withId("3", eq("claim", "mine")), Updates.set("state", "begun")),
                                new UpdateOneModel<>(
                                        OneDocument.withId("4", eq("claim", "mine")), Updates.set("state", "begun"))),
                        new BulkWriteOptions().ordered(false));

        assertThat(written.getMatchedCount()).isEqualTo(2);
        assertThat(things().find())
                .containsExactlyInAnyOrder(
                        aThing("1").append("state", "sent"),
                        aThing("2"),
                        aThing("3").append("claim", "mine").append("state", "begun"),
                        aThing("4"));
    }

    @Test
    default void aThousandAreInsertedAndDeletedInOneCall() {
        things().insertMany(IntStream.range(0, 1_000)
                .mapToObj(n -> aThing("thing " + n).append("at", n))
                .toList());

        assertThat(things().deleteMany(eq("at", 999)).getDeletedCount()).isEqualTo(1);
        assertThat(things().deleteMany(new Document()).getDeletedCount()).isEqualTo(999);
    }

    private static Document row(String id, String subscriber) {
        return aThing(id).append("issue", "i").append("subscriber", subscriber);
    }
}
