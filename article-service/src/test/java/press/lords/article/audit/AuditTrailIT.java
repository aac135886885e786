package press.lords.article.audit;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import press.lords.article.Answer;
import press.lords.article.Log;
import press.lords.article.Newsroom;
import press.lords.events.Topic;

import static com.mongodb.client.model.Sorts.ascending;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;
import static press.lords.article.Newsroom.ISSUER;

class AuditTrailIT {

    private final Newsroom newsroom = Newsroom.shared();

    @BeforeEach
    void emptied() {
        newsroom.database().getCollection("audit").deleteMany(new Document());
    }

    @Test
    void keepsAnIdentityThatIsGivenWhenTheProfileIsOpened() {
        String slug = newsroom.post("/api/authors", "{\"name\": \"E. V.\", \"identity\": \"Eve Veritas\"}")
                .text("slug");

        assertThat(trail()).containsExactly("AUTHOR_PROFILED author/" + slug, "AUTHOR_IDENTITY_CHANGED author/" + slug);
    }

    @Test
    void keepsNothingOfWhatChangedNothing() {
        Answer draft = newsroom.aDraft();
        Answer category = newsroom.post("/api/categories", "{\"name\": \"Bells\"}");
        Answer site = furnish(newsroom.get("/api/site"));
        emptied();

        newsroom.delete("/api/articles/" + draft.text("id") + "/schedule", "");
        newsroom.put("/api/categories/" + category.text("slug"), "{\"name\": \"Bells\"}", "If-Match", category.etag());
        assertThat(furnish(site).status()).isEqualTo(200);

        assertThat(trail()).isEmpty();
    }

    @Test
    void keepsWhoDidWhatToAnArticleAndForWhomItWasPublishedOnTime() {
        Answer draft = as("ann", "POST", "/api/articles", "{\"headline\": \"Bells\", \"body\": \"They ring.\"}");
        String article = "/api/articles/" + draft.text("id");
        as(
                "ben",
                "PUT",
                article + "/schedule",
                "{\"at\": \"%s\"}".formatted(Instant.now().plusSeconds(1)));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(deeds(draft)).hasSize(3));
        as("cyd", "DELETE", article + "/publication", "{\"reason\": \"Not so.\"}");
        as("dee", "POST", article + "/publication", "{}");

        assertThat(deeds(draft))
                .containsExactly(
                        "ann ARTICLE_DRAFTED null",
                        "ben ARTICLE_SCHEDULED null",
                        "ben ARTICLE_PUBLISHED 1",
                        "cyd ARTICLE_RETRACTED 2",
                        "dee ARTICLE_PUBLISHED 3");
        // Of which a crash between a deed and its entry takes nothing.
        assertThat(newsroom.database()
                        .getCollection("articles.revisions")
                        .find(new Document("thing", draft.text("id")))
                        .sort(ascending("number"))
                        .map(revision -> revision.getString("by"))
                        // An attempt that lost is there too.
                        .into(new LinkedHashSet<>()))
                .containsExactly("ben", "cyd", "dee");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Log.of(Topic.ARTICLES, draft.text("id")))
                        .anyMatch(revision -> revision.number() == 3));
        assertThat(Log.messages(Topic.ARTICLES))
                .extracting(message -> new String(message.value(), UTF_8))
                .noneMatch(message -> message.contains("cyd"));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void nobodyWritesALineOfTheLogByHisName(CapturedOutput output) {
        as("eve\r\n2026 ERROR forged \u2028 x", "POST", "/api/articles", "{\"headline\": \"Bells\"}");

        assertThat(output.getAll().split("\\R", -1))
                .filteredOn(line -> line.contains("forged"))
                .singleElement(STRING)
                .contains("audit: eve", "ARTICLE_DRAFTED");
    }

    private Answer as(String editor, String method, String path, String json) {
        String token = ISSUER.token(claims -> claims.subject(editor));
        return newsroom.send(newsroom.anonymous(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build());
    }

    private Answer furnish(Answer before) {
        return newsroom.put("/api/site", "{\"about\": \"Audited.\"}", "If-Match", before.etag());
    }

    private List<String> trail() {
        return entries(new Document()).stream()
                .map(entry -> entry.getString("action") + " " + entry.getString("subject"))
                .toList();
    }

    private List<String> deeds(Answer article) {
        return entries(new Document("subject", "article/" + article.text("id"))).stream()
                .map(entry -> entry.getString("actor") + " " + entry.getString("action") + " " + entry.get("revision"))
                .toList();
    }

    private List<Document> entries(Document filter) {
        return newsroom.database()
                .getCollection("audit")
                .find(filter)
                .sort(ascending("_id"))
                .into(new ArrayList<>());
    }
}
