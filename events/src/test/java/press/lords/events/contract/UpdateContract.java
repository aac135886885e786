package press.lords.events.contract;

import java.util.List;
import java.util.Objects;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.OneDocument;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.events.contract.DatabaseContract.aThing;
import static press.lords.events.contract.DatabaseContract.at;

/** Updates that find what they expect or change nothing, and the operators in them. */
interface UpdateContract extends DatabaseContract {

    FindOneAndUpdateOptions AFTER = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    @Test
    default void anUpdateThatDoesNotFindWhatItExpectsChangesNothing() {
        things().insertOne(aThing("1").append("revision", 2));

        assertThat(things().findOneAndUpdate(
                                OneDocument.withId("1", eq("revision", 1)), Updates.set("revision", 2), AFTER))
                .isNull();
        assertThat(things().updateOne(OneDocument.withId("1", lt("revision", 2)), Updates.set("revision", 5))
                        .getMatchedCount())
                .isZero();
        assertThat(things().deleteOne(OneDocument.withId("1", eq("revision", 1)))
                        .getDeletedCount())
                .isZero();
        assertThat(thing("1").getInteger("revision")).isEqualTo(2);
    }

    @Test
    default void anUpdateTellsWhatItFoundFromWhatItChanged() {
        things().insertOne(aThing("1").append("state", "done"));

        UpdateResult same = things().updateOne(eq("_id", "1"), Updates.set("state", "done"));

        assertThat(same.getMatchedCount()).isEqualTo(1);
        assertThat(same.getModifiedCount()).isZero();
    }

    @Test
    default void theFirstInOrderIsTakenAndAnsweredAsItWas() {
        things().insertMany(List.of(
                aThing("late").append("dueAt", at(3)),
                aThing("early").append("dueAt", at(1)),
                aThing("later").append("dueAt", at(2))));

        Document taken = things().findOneAndUpdate(
                        lte("dueAt", at(9)),
                        Updates.set("dueAt", at(10)),
                        new FindOneAndUpdateOptions().sort(Sorts.ascending("dueAt")));

        assertThat(taken).isEqualTo(aThing("early").append("dueAt", at(1)));
        assertThat(thing("early").getDate("dueAt")).isEqualTo(at(10));
    }

    @Test
    default void oneUpdateSetsAddsAndTakesAway() {
        things().insertOne(aThing("1")
                .append("revision", 1)
                .append("pending", at(1))
                .append("editions", List.of(1, 2, 3))
                .append("suspendedUntil", at(50))
                .append("ends", new Document("0", 7L)));

        things().updateOne(
                        OneDocument.withId("1", eq("revision", 1), exists("pending")),
                        Updates.combine(
                                Updates.set("sent", new Document("topic", "t").append("revision", 1)),
                                Updates.unset("pending"),
                                Updates.unset("neverThere"),
                                Updates.inc("revision", 1),
                                Updates.inc("attempts", 1),
                                Updates.popLast("editions"),
                                Updates.push("claims", "c"),
                                Updates.max("suspendedUntil", at(20)),
                                Updates.max("ends.0", 9L),
                                Updates.max("ends.1", 2L)));

        assertThat(thing("1"))
                .isEqualTo(aThing("1")
                        .append("revision", 2)
                        .append("editions", List.of(1, 2))
                        .append("suspendedUntil", at(50))
                        .append("ends", new Document("0", 9L).append("1", 2L))
                        .append("sent", new Document("topic", "t").append("revision", 1))
                        .append("attempts", 1)
                        .append("claims", List.of("c")));
    }

    @Test
    default void aFieldInsideADocumentIsSetAlone() {
        things().insertOne(aThing("1").append("sent", new Document("topic", "t").append("revision", 1)));

        things().updateOne(eq("sent.topic", "t"), Updates.set("sent.revision", 2));

        assertThat(thing("1").get("sent")).isEqualTo(new Document("topic", "t").append("revision", 2));
    }

    @Test
    default void thoseOfAnArrayThatMatchAreChanged() {
        things().insertOne(aThing("1").append("stories", List.of(story("a", 1), story("a", 2), story("b", 1))));
        things().insertOne(aThing("2").append("stories", List.of(story("a", 2), story("b", 1))));

        long changed = things().updateMany(
                        elemMatch("stories", and(eq("article", "a"), eq("revision", 1))),
                        Updates.set("stories.$[removed].headline", ""),
                        new UpdateOptions()
                                .arrayFilters(
                                        List.of(new Document("removed.article", "a").append("removed.revision", 1))))
                .getModifiedCount();

        assertThat(changed).isEqualTo(1);
        assertThat(thing("1").getList("stories", Document.class))
                .extracting(one -> one.getString("headline"))
                .containsExactly("", "Bells", "Bells");
    }

    @Test
    default void manyAreChangedByTheirIdsWhereTheyAreAsExpected() {
        things().insertMany(List.of(
                aThing("1").append("state", "queued"),
                aThing("2").append("state", "sent"),
                aThing("3").append("state", "queued")));

        UpdateResult claimed =
                things().updateMany(and(in("_id", "1", "2", "none"), eq("state", "queued")), Updates.set("claim", "c"));

        assertThat(claimed.getModifiedCount()).isEqualTo(1);
        assertThat(things().find(eq("claim", "c")))
                .extracting(one -> one.getString("_id"))
                .containsExactly("1");
    }

    @Test
    default void whatIsReplacedIsReplacedWhole() {
        things().insertOne(aThing("1").append("revision", 1).append("words", "Bells"));

        assertThat(things().replaceOne(
                                OneDocument.withId("1", lt("revision", 1)),
                                aThing("1").append("revision", 0))
                        .getMatchedCount())
                .isZero();
        things().replaceOne(
                        OneDocument.withId("1", lt("revision", 2)), aThing("1").append("revision", 2));

        assertThat(Objects.requireNonNull(things().find().first()))
                .isEqualTo(aThing("1").append("revision", 2));
    }

    private static Document story(String article, int revision) {
        return new Document("article", article).append("revision", revision).append("headline", "Bells");
    }
}
