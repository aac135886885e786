package press.lords.platform;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From an editor's call to the page that a reader gets. */
@ExtendWith(SharedPress.class)
class PublishingJourneyIT {

    private Desk desk;

    @BeforeEach
    void sitDown(RunningPress press) throws IOException, InterruptedException {
        desk = new Desk(press);
    }

    @AfterEach
    void getUp() {
        desk.close();
    }

    @Test
    void showsWhatWasPublishedAsSoonAsItIsAnnounced() throws Exception {
        var created = desk.edit("POST", "/api/articles", "", Desk.article("heron", "“It stood” – *still*."));
        assertThat(created.status()).isEqualTo(201);

        var published = desk.edit("POST", "/api/articles/" + created.text("id") + "/publication", "", Map.of());
        var page = desk.readPublished(published);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body().path("article").path("revision").asInt()).isEqualTo(1);
        assertThat(page.body().path("article").path("body").path("text").asString())
                .contains("“It stood” – still.");
        assertThat(page.body().path("masthead").path("publication").asString()).isEqualTo("Lord's Press");
    }

    @Test
    void correctsInTheOpenAndKeepsWhatWasThere() throws Exception {
        var path = desk.publish("mill", "It has two wheels.");
        var etag = desk.look(path).etag();
        desk.edit("PUT", path, etag, Desk.article("mill", "It has three wheels."));
        var corrected = desk.edit(
                "POST", path + "/publication", "", Map.of("kind", "correction", "note", "Three wheels, not two."));

        var article = desk.readPublished(corrected).body().path("article");
        assertThat(article.path("revision").asInt()).isEqualTo(2);
        assertThat(article.path("corrections").get(0).path("note").asString()).isEqualTo("Three wheels, not two.");
        var first = desk.read(corrected.text("page") + "/revisions/1").body().path("article");
        assertThat(first.path("body").path("text").asString()).contains("two wheels");
    }

    @Test
    void leavesAMarkerWhereAnArticleWasRetracted() throws Exception {
        var path = desk.publish("ghost", "It walks.");
        var retracted = desk.edit("DELETE", path + "/publication", "", Map.of("reason", "It does not walk."));

        var page = desk.readPublished(retracted);
        assertThat(page.status()).isEqualTo(410);
        assertThat(page.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(page.body().toString()).contains("It does not walk.");
        assertThat(desk.read(retracted.text("page") + "/revisions/1").status()).isEqualTo(200);
    }

    @Test
    void leadsFromAnOldAddressToTheNewOne() throws Exception {
        var path = desk.publish("old-name", "It has a name.");
        desk.edit("PUT", path, desk.look(path).etag(), Desk.article("new-name", "It has a new name."));
        var renamed = desk.edit("POST", path + "/publication", "", Map.of());

        assertThat(desk.readPublished(renamed).status()).isEqualTo(200);
        var old = desk.read("/api/pages/articles/old-name");
        assertThat(old.status()).isEqualTo(301);
        assertThat(old.headers().firstValue("Location").orElse("")).endsWith("/api/pages/articles/new-name");
    }

    @Test
    void publishesWhatWasScheduledWhenItIsTime() throws Exception {
        var created = desk.edit("POST", "/api/articles", "", Desk.article("morning", "The sun is up."));
        var at = Instant.now().plusSeconds(4).toString();
        var scheduled = desk.edit("PUT", "/api/articles/" + created.text("id") + "/schedule", "", Map.of("at", at));
        assertThat(scheduled.text("state")).isEqualTo("scheduled");
        assertThat(desk.read("/api/pages/articles/morning").status()).isEqualTo(404);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> desk.read("/api/pages/articles/morning").status() == 200);
    }
}
