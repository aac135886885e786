package press.lords.events.contract;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.OneDocument;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.events.contract.DatabaseContract.aThing;
import static press.lords.events.contract.DatabaseContract.at;

/** Many at once: of those who want the same one gets it, and what is acknowledged is seen by all. */
interface RaceContract extends DatabaseContract {
    FindOneAndUpdateOptions AFTER = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    @Test
    default void ofManyWhoChangeTheSameVersionAtOnceOneDoes() {
        things().insertOne(aThing("1").append("version", 1));

        List<Optional<Document>> changed = AtOnce.all(() -> Optional.ofNullable(things().findOneAndUpdate(
                        OneDocument.withId("1", eq("version", 1)), Updates.inc("version", 1), AFTER)));

        assertThat(changed).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(thing("1").getInteger("version")).isEqualTo(2);
    }

    @Test
    default void allWhoCountAreCounted() {
        things().insertOne(aThing("1").append("used", 0));

        AtOnce.all(() -> things().updateOne(eq("_id", "1"), Updates.inc("used", 2)));

        assertThat(thing("1").getInteger("used")).isEqualTo(2 * AtOnce.CALLERS);
    }

    @Test
    default void ofManyWhoDeleteTheSameAtOnceOneDoes() {
        things().insertOne(aThing("1"));

        List<Long> deleted = AtOnce.all(() -> things().deleteOne(eq("_id", "1")).getDeletedCount());

        assertThat(deleted).containsOnlyOnce(1L);
    }

    @Test
    default void eachOfManyWhoClaimAtOnceGetsAnother() {
        for (int i = 0; i < AtOnce.CALLERS; i++) {
            things().insertOne(new Document("state", "queued").append("dueAt", at(i)));
        }

        List<Optional<Document>> claimed = AtOnce.all(() -> Optional.ofNullable(things().findOneAndUpdate(
                        and(eq("state", "queued"), lte("dueAt", at(1_000))),
                        Updates.combine(Updates.set("state", "sending"), Updates.inc("attempts", 1)),
                        new FindOneAndUpdateOptions().sort(Sorts.ascending("dueAt")))));

        assertThat(claimed).allMatch(Optional::isPresent).doesNotHaveDuplicates();
        assertThat(things().countDocuments(eq("attempts", 1))).isEqualTo(AtOnce.CALLERS);
    }

    @Test
    default void whoeverHasAnAcknowledgementReadsWhatWasWritten() {
        things().insertOne(aThing("1").append("at", Date.from(Instant.EPOCH)));

        for (int i = 1; i <= 100; i++) {
            things().updateOne(eq("_id", "1"), Updates.set("at", at(i)));
            assertThat(thing("1").getDate("at")).isEqualTo(at(i));
        }
    }
}
