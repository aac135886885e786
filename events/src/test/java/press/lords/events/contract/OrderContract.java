package press.lords.events.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.events.contract.DatabaseContract.aThing;
import static press.lords.events.contract.DatabaseContract.at;

/** Orders, pages that begin after the last one, sums. Without an order there is none. */
interface OrderContract extends DatabaseContract {

    @Test
    default void textIsInTheOrderOfItsBytes() {
        List<String> ids = List.of("", "-", "0", "10", "2", "A", "Z", "a", "a-b", "a1", "ab", "é", "中");
        List<String> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled);
        shuffled.forEach(id -> things().insertOne(aThing(id)));

        assertThat(ids(null, Sorts.ascending("_id"), 100)).isEqualTo(ids);
        assertThat(ids(null, Sorts.descending("_id"), 100)).isEqualTo(ids.reversed());
    }

    @Test
    default void pagesThatBeginAfterTheLastOneAreWholeWhileOthersAreAdded() {
        things().createIndex(Indexes.compoundIndex(Indexes.ascending("state"), Indexes.descending("_id")));
        IntStream.range(0, 50)
                .forEach(n -> things().insertOne(
                                aThing("%02d".formatted(n)).append("state", n % 2 == 0 ? "draft" : "published")));

        List<String> seen = new ArrayList<>();
        List<String> page;
        String below = null;
        do {
            Bson inState = eq("state", "draft");
            page = ids(below == null ? inState : and(inState, lt("_id", below)), Sorts.descending("_id"), 7);
            seen.addAll(page);
            below = page.isEmpty() ? below : page.getLast();
            things().insertOne(aThing("99" + seen.size()).append("state", "draft"));
        } while (page.size() == 7);

        assertThat(seen)
                .isEqualTo(IntStream.range(0, 25)
                        .mapToObj(n -> "%02d".formatted(48 - 2 * n))
                        .toList());
    }

    @Test
    default void pagesOfThoseWithSomethingInAnArrayAreInTheOrderOfTheirIds() {
        things().createIndex(Indexes.ascending("newsletters", "state", "_id"));
        things().insertMany(List.of(
                aThing("3").append("newsletters", List.of("daily")).append("state", "active"),
                aThing("1").append("newsletters", List.of("weekly", "daily")).append("state", "active"),
                aThing("2").append("newsletters", List.of("daily")).append("state", "suspended"),
                aThing("4").append("newsletters", List.of("daily", "weekly")).append("state", "active")));

        Bson readers = and(eq("newsletters", "daily"), eq("state", "active"));
        assertThat(ids(and(readers, gt("_id", "")), Sorts.ascending("_id"), 2)).containsExactly("1", "3");
        assertThat(ids(and(readers, gt("_id", "3")), Sorts.ascending("_id"), 2)).containsExactly("4");
    }

    @Test
    default void whatIsInTwoOrdersIsInTheFirstAndThenInTheSecond() {
        things().createIndex(Indexes.ascending("at"));
        things().insertMany(List.of(
                aThing("b").append("at", at(1)),
                aThing("c").append("at", at(2)),
                aThing("a").append("at", at(1))));

        assertThat(ids(gte("at", at(1)), new Document("at", 1).append("_id", 1), 9))
                .containsExactly("a", "b", "c");
        assertThat(ids(null, Sorts.descending("at"), 1)).containsExactly("c");
        assertThat(things().find().sort(Sorts.descending("at")).skip(1).limit(5))
                .hasSize(2);
    }

    @Test
    default void whatIsPendingIsFoundByASparseIndexInTheOrderOfIds() {
        things().createIndex(Indexes.ascending("pending"), new IndexOptions().sparse(true));
        things().insertMany(List.of(
                aThing("d").append("pending", at(1)),
                aThing("c"),
                aThing("b").append("pending", at(3)),
                aThing("a").append("pending", at(9))));

        assertThat(ids(and(lt("pending", at(5)), gt("_id", "")), Sorts.ascending("_id"), 9))
                .containsExactly("b", "d");
    }

    @Test
    default void mailsThatMayHaveGoneOutAreInTheOrderOfTheirReaders() {
        things().createIndex(Indexes.ascending("issue", "subscriber"));
        things().insertMany(List.of(
                mail("c", "sent", 0, 1),
                mail("a", "sent", 0, 1, 2),
                mail("b", "queued", 1, 2),
                mail("d", "queued", 0)));
        Bson mailed = or(eq("state", "sent"), gt("maybe", 0));

        assertThat(ids(
                        and(eq("issue", "i"), in("editions", 1, 2), mailed, Filters.empty()),
                        Sorts.ascending("subscriber"),
                        9))
                .containsExactly("a", "b", "c");
        assertThat(ids(
                        and(eq("issue", "i"), in("editions", 2), mailed, gt("subscriber", "a")),
                        Sorts.ascending("subscriber"),
                        9))
                .containsExactly("b");
        assertThat(ids(exists("editions"), Sorts.ascending("subscriber"), 9)).hasSize(4);
    }

    private List<String> ids(@Nullable Bson filter, Bson order, int limit) {
        return things().find(filter == null ? Filters.empty() : filter)
                .sort(order)
                .limit(limit)
                .projection(Projections.include("_id"))
                .map(found -> found.getString("_id"))
                .into(new ArrayList<>());
    }

    private static Document mail(String subscriber, String state, int maybe, Integer... editions) {
        return aThing(subscriber)
                .append("issue", "i")
                .append("subscriber", subscriber)
                .append("state", state)
                .append("maybe", maybe)
                .append("editions", List.of(editions));
    }
}
