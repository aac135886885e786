package press.lords.events.contract;

import java.util.List;
import java.util.regex.Pattern;

import com.mongodb.client.model.Filters;
import org.bson.BsonNull;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.OneDocument;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.events.contract.DatabaseContract.aThing;
import static press.lords.events.contract.DatabaseContract.at;

/** What filters find: of what is missing, null, in an array, or of another type too. */
interface FilterContract extends DatabaseContract {

    @Test
    default void nullIsWhatIsMissingToo() {
        things().insertMany(List.of(
                aThing("missing"),
                new Document("_id", "null").append("hash", null),
                aThing("there").append("hash", "h")));

        assertFound(eq("hash", null), "missing", "null");
        assertFound(ne("hash", "h"), "missing", "null");
        assertFound(exists("hash"), "null", "there");
        assertFound(exists("hash", false), "missing");
        assertFound(eq("hash", BsonNull.VALUE), "missing", "null");
    }

    @Test
    default void whatIsMissingOrOfAnotherTypeIsNeitherBeforeNorAfter() {
        things().insertMany(List.of(
                aThing("missing"),
                new Document("_id", "null").append("at", null),
                aThing("text").append("at", "a"),
                aThing("early").append("at", at(1)),
                aThing("late").append("at", at(9))));

        assertFound(lte("at", at(5)), "early");
        assertFound(gt("at", at(5)), "late");
        assertFound(gt("at", ""), "text");
        assertFound(not(gt("at", at(5))), "missing", "null", "text", "early");
    }

    @Test
    default void numbersAreComparedByValue() {
        things().insertMany(List.of(aThing("int").append("n", 5), aThing("long").append("n", 5L)));

        assertFound(eq("n", 5L), "int", "long");
        assertFound(gte("n", 5), "int", "long");
        assertFound(lt("n", 5L));
    }

    @Test
    default void fieldsAreFoundInsideDocuments() {
        things().insertMany(List.of(
                aThing("never"),
                new Document("_id", "cleared").append("schedule", null),
                aThing("due").append("schedule", new Document("at", at(1)).append("waiting", true)),
                aThing("failed").append("schedule", new Document("at", at(1)).append("waiting", false))));

        assertFound(and(lte("schedule.at", at(5)), eq("schedule.waiting", true)), "due");
        assertFound(ne("schedule.waiting", true), "never", "cleared", "failed");
    }

    @Test
    default void arraysAreFoundByWhatIsInThem() {
        things().insertMany(List.of(
                aThing("none").append("newsletters", List.of()),
                aThing("both")
                        .append("newsletters", List.of("daily", "weekly"))
                        .append("codes", List.of(new Document("code", "a"), new Document("code", "b"))),
                aThing("one").append("newsletters", List.of("daily"))));

        assertFound(eq("newsletters", "daily"), "both", "one");
        assertFound(in("newsletters", "weekly", "monthly"), "both");
        assertFound(in("newsletters", List.of()));
        assertFound(eq("codes.code", "b"), "both");
    }

    @Test
    default void oneElementMeetsAllConditionsOfAMatch() {
        things().insertMany(List.of(
                aThing("apart").append("stories", List.of(story("a", 2), story("b", 1))),
                aThing("together").append("stories", List.of(story("a", 1), story("b", 2)))));

        assertFound(elemMatch("stories", and(eq("article", "a"), eq("revision", 1))), "together");
        assertFound(and(eq("stories.article", "a"), eq("stories.revision", 1)), "apart", "together");
    }

    @Test
    default void aPrefixIsQuoted() {
        things().insertMany(List.of(
                aThing("1").append("slugs", List.of("the-bell", "a.b")),
                aThing("2").append("slugs", List.of("the-bell-2")),
                aThing("3").append("slugs", List.of("not-the-bell", "aab"))));

        assertFound(regex("slugs", "^" + Pattern.quote("the-bell")), "1", "2");
        assertFound(regex("slugs", "^" + Pattern.quote("a.b")), "1");
    }

    @Test
    default void anIdAndConditionsFindOneOrNone() {
        things().insertMany(List.of(
                aThing("1").append("state", "sent").append("maybe", 0),
                aThing("2").append("state", "queued").append("maybe", 1)));
        Bson wentOut = or(in("state", "sent", "sending"), gt("maybe", 0), exists("bouncedAt"));

        assertFound(OneDocument.withId("1", wentOut), "1");
        assertFound(OneDocument.withId("2", wentOut), "2");
        assertFound(OneDocument.withId("1", wentOut, eq("maybe", 1)));
        assertFound(and(in("_id", "1", "2", "none"), ne("_id", "2")), "1");
    }

    @Test
    default void oneConditionLessThanEverythingFindsAll() {
        things().insertMany(List.of(aThing("1"), aThing("2")));

        assertFound(Filters.empty(), "1", "2");
        assertFound(and(Filters.empty(), eq("_id", "1")), "1");
    }

    private void assertFound(Bson filter, String... ids) {
        assertThat(things().find(filter))
                .extracting(found -> found.getString("_id"))
                .containsExactlyInAnyOrder(ids);
        assertThat(things().countDocuments(filter)).isEqualTo(ids.length);
    }

    private static Document story(String article, int revision) {
        return new Document("article", article).append("revision", revision);
    }
}
