package press.lords.article.audit;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import press.lords.article.Answer;
import press.lords.article.Newsroom;

import static com.mongodb.client.model.Sorts.ascending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
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
    @ExtendWith(OutputCaptureExtension.class)
    void nobodyWritesALineOfTheLogByHisName(CapturedOutput output) {
        String token = ISSUER.token(claims -> claims.subject("eve\r\n2026 ERROR forged \u2028 x"));

        newsroom.send(newsroom.anonymous("/api/articles")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"headline\": \"Bells\"}"))
                .build());

        assertThat(output.getAll().split("\\R", -1))
                .filteredOn(line -> line.contains("forged"))
                .singleElement(STRING)
                .contains("audit: eve", "ARTICLE_DRAFTED");
    }

    private Answer furnish(Answer before) {
        return newsroom.put("/api/site", "{\"about\": \"Audited.\"}", "If-Match", before.etag());
    }

    private List<String> trail() {
        return newsroom.database()
                .getCollection("audit")
                .find()
                .sort(ascending("_id"))
                .map(entry -> entry.getString("action") + " " + entry.getString("subject"))
                .into(new ArrayList<>());
    }
}
