package press.lords.events.contract;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import press.lords.events.Topic;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.events.contract.DatabaseContract.aThing;
import static press.lords.events.contract.DatabaseContract.at;

/** Values come back as they were written: what is sealed or hashed must not change by a bit. */
interface ValueContract extends DatabaseContract {

    @Test
    default void textIsKeptAsItIs() {
        // Curly quotes, what looks the same composed and decomposed, an emoji, blanks at the ends, a zero.
        String text = " “It rang” — twice… caf\u00e9 cafe\u0301 \uD83D\uDD14 \u0000 \u2028\t";

        things().insertOne(aThing("1").append("text", text).append("empty", ""));

        assertThat(thing("1")).isEqualTo(aThing("1").append("text", text).append("empty", ""));
    }

    @Test
    default void bytesAreKeptAsTheyAreUpToTheLargestRevision() {
        byte[] bytes = new byte[Topic.ARTICLES.maxMessageBytes()];
        new Random(1).nextBytes(bytes);

        Binary sealed = new Binary(new byte[] {-1, 0, 1, 127, -128});
        things().insertOne(aThing("1")
                .append("value", new Binary(bytes))
                .append("sealed", sealed)
                .append("none", new Binary(new byte[0])));

        Document kept = thing("1");
        assertThat(ByteBuffer.wrap(kept.get("value", Binary.class).getData())).isEqualTo(ByteBuffer.wrap(bytes));
        assertThat(kept.get("none", Binary.class).getData()).isEmpty();
        assertThat(things().countDocuments(eq("sealed", sealed))).isEqualTo(1);
    }

    @Test
    default void typesOfNumbersAreKeptAlsoWhenTheyAreCounted() {
        things().insertOne(aThing("1").append("int", 1).append("long", 1L).append("flag", true));

        things().updateOne(
                        eq("_id", "1"),
                        Updates.combine(
                                Updates.inc("int", 1),
                                Updates.inc("long", 1L),
                                Updates.inc("newInt", 1),
                                Updates.max("newLong", 7L)));

        assertThat(thing("1"))
                .isEqualTo(aThing("1")
                        .append("int", 2)
                        .append("long", 2L)
                        .append("flag", true)
                        .append("newInt", 1)
                        .append("newLong", 7L));
    }

    @Test
    default void timesAreKeptInMilliseconds() {
        Instant at = Instant.parse("2025-10-11T12:49:00.123Z");

        things().insertOne(aThing("1")
                .append("date", Date.from(at))
                .append("instant", at)
                .append("epoch", at(0)));

        Document kept = thing("1");
        assertThat(kept.getDate("date").toInstant()).isEqualTo(at);
        assertThat(kept.getDate("instant").toInstant()).isEqualTo(at);
        assertThat(kept.getDate("epoch")).isEqualTo(at(0));
    }

    @Test
    default void nullIsKeptAndSoAreOrderAndNames() {
        Document headers = new Document("ce_id", "a/1")
                .append("content-type", "application/json")
                .append("a", null);
        Document written = aThing("1")
                .append("z", null)
                .append("headers", headers)
                .append("list", List.of(new Document("b", 1).append("a", List.of()), new Document()))
                .append("a", "");

        things().insertOne(written);

        Document kept = thing("1");
        assertThat(kept).isEqualTo(written);
        assertThat(kept.keySet()).containsExactly("_id", "z", "headers", "list", "a");
        assertThat(kept.get("headers", Document.class).keySet()).containsExactly("ce_id", "content-type", "a");
    }

    @Test
    default void anIdMayBeANumber() {
        things().insertMany(List.of(new Document("_id", 1), new Document("_id", 2)));

        assertThat(things().deleteOne(eq("_id", 1)).getDeletedCount()).isEqualTo(1);
        assertThat(things().find()).containsExactly(new Document("_id", 2));
    }

    @Test
    default void aThousandAreFoundByTheirIds() {
        List<String> ids =
                IntStream.range(0, 1_000).mapToObj("sha256:%064x"::formatted).toList();
        things().insertMany(ids.stream().map(DatabaseContract::aThing).toList());

        assertThat(things().find(in("_id", ids)).into(new ArrayList<>())).hasSize(1_000);
    }
}
