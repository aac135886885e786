package press.lords.events.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import org.bson.Document;
import org.junit.jupiter.api.Test;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.events.contract.DatabaseContract.aThing;

/** Parts of documents, and sums over many. */
interface SumContract extends DatabaseContract {
    @Test
    default void aRangeWithinAThingIsFoundWhole() {
        things().createIndex(Indexes.ascending("thing", "number"));
        IntStream.rangeClosed(1, 300)
                .forEach(n -> things().insertOne(aThing("r" + n)
                        .append("thing", "t")
                        .append("number", n)
                        .append("value", "…")));

        List<Document> found = things().find(and(eq("thing", "t"), gte("number", 20), lte("number", 280)))
                .projection(Projections.include("number"))
                .into(new ArrayList<>());

        assertThat(found).hasSize(261).allMatch(one -> one.keySet().size() == 2);
    }

    @Test
    default void whatIsExcludedIsLeftOutOfADocumentInside() {
        things().insertOne(aThing("1").append("draft", new Document("headline", "Bells").append("body", "They ring.")));

        assertThat(things().find().projection(Projections.exclude("draft.body")).first())
                .isEqualTo(aThing("1").append("draft", new Document("headline", "Bells")));
    }

    @Test
    default void eachPresentValueIsToldOnce() {
        things().createIndex(Indexes.ascending("open", "state"));
        things().insertMany(List.of(
                aThing("1").append("open", "i"),
                aThing("2").append("open", "j"),
                aThing("3").append("open", "i"),
                aThing("4")));

        assertThat(things().distinct("open", gt("open", ""), String.class)).containsExactlyInAnyOrder("i", "j");
    }

    @Test
    default void groupsAreCounted() {
        things().createIndex(Indexes.ascending("issue", "subscriber"));
        IntStream.range(0, 30)
                .forEach(n -> things().insertOne(aThing("row " + n)
                        .append("issue", n < 20 ? "i" : "j")
                        .append("state", n % 2 == 0 ? "sent" : "queued")
                        .append("maybe", n % 4 == 0 ? 1 : 0)));

        Map<String, Long> counts = new TreeMap<>();
        for (Document group : things().aggregate(List.of(
                        Aggregates.match(eq("issue", "i")),
                        Aggregates.group(
                                new Document("state", "$state").append("maybe", "$maybe"),
                                Accumulators.sum("rows", 1L))))
                .maxTime(5, TimeUnit.SECONDS)) {
            Document key = group.get("_id", Document.class);
            counts.put(
                    key.getString("state") + key.getInteger("maybe"),
                    group.get("rows", Number.class).longValue());
        }

        assertThat(counts).isEqualTo(Map.of("sent1", 5L, "sent0", 5L, "queued0", 10L));
    }
}
