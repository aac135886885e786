package press.lords.article;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import press.lords.events.ArticleEvent;
import press.lords.events.Position;
import press.lords.events.Revision;
import press.lords.events.Topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PublicationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Newsroom newsroom = Newsroom.shared();

    @Test
    void whatIsPublishedReachesTheLog() {
        Answer draft = newsroom.aDraft();
        String id = draft.text("id");

        Answer published = newsroom.post("/api/articles/" + id + "/publication", "{}");

        assertThat(draft.status()).isEqualTo(201);
        assertThat(draft.text("state")).isEqualTo("draft");
        assertThat(published.status()).isEqualTo(200);
        assertThat(published.body().path("revision").asInt()).isEqualTo(1);
        assertThat(Position.decoded(published.text("position"))).contains(new Position(id, 1));
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Revision<?>> log = Log.of(Topic.ARTICLES, id);
            assertThat(log).hasSize(1);
            assertThat(log.getFirst().event())
                    .isInstanceOfSatisfying(
                            ArticleEvent.Published.class,
                            event -> assertThat(event.content().html())
                                    .isEqualTo("<p>The <em>bells</em> are back.</p>\n"));
        });
    }
}
