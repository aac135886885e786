package press.lords.article.publishing;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import press.lords.article.Answer;
import press.lords.article.Newsroom;
import press.lords.article.request.Slugs;

import static com.mongodb.client.model.Filters.regex;
import static org.assertj.core.api.Assertions.assertThat;

class DerivedSlugIT {

    private final Newsroom newsroom = Newsroom.shared();

    @Test
    void isFoundThoughTheNameHasMoreNamesakesThanAreLookedAt() {
        MongoCollection<Document> articles = newsroom.database().getCollection("articles");
        articles.insertMany(IntStream.rangeClosed(1, 6_000)
                .mapToObj(n -> Slugs.numbered("babel", n))
                .map(slug -> new Document("_id", "decoy-" + slug).append("slugs", List.of(slug)))
                .toList());
        try {
            Answer draft = newsroom.post("/api/articles", "{\"headline\": \"Babel\", \"body\": \"Many.\"}");

            assertThat(draft.status()).isEqualTo(201);
            assertThat(draft.text("slug")).matches("babel-[0-9]{7,9}");
        } finally {
            articles.deleteMany(regex("_id", "^decoy-"));
        }
    }

    /** Its last word is in the way of any number. */
    @Test
    void countsTheNamesakesOfALongName() {
        String beginning = "bells-" + UUID.randomUUID();
        String name = beginning + "-" + "x".repeat(Slugs.MAX_LENGTH - beginning.length() - 1);

        assertThat(IntStream.rangeClosed(1, 4)
                        .mapToObj(n -> newsroom.post(
                                        "/api/articles", "{\"headline\": \"%s\", \"body\": \"Many.\"}".formatted(name))
                                .text("slug")))
                .containsExactly(name, beginning + "-2", beginning + "-3", beginning + "-4");
    }
}
