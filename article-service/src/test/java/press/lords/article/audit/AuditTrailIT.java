package press.lords.article.audit;

import java.util.ArrayList;
import java.util.List;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.article.Answer;
import press.lords.article.Newsroom;

import static org.assertj.core.api.Assertions.assertThat;

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

    private Answer furnish(Answer before) {
        return newsroom.put("/api/site", "{\"about\": \"Audited.\"}", "If-Match", before.etag());
    }

    private List<String> trail() {
        return newsroom.database()
                .getCollection("audit")
                .find()
                .map(entry -> entry.getString("action") + " " + entry.getString("subject"))
                .into(new ArrayList<>());
    }
}
