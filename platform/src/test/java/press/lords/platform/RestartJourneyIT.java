package press.lords.platform;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A press that was stopped, or whose first loading was cut off, is the same press when it is back. */
@ExtendWith(SharedPress.class)
class RestartJourneyIT {

    @Test
    void keepsEverythingAndDoublesNothing(RunningPress press) throws Exception {
        List<String> before;
        Map<String, String> pages;
        var gateway = ChildTwin.of(press, "gateway");
        try (var desk = new Desk(press)) {
            desk.publish("kept", "It stays.");
            before = articles(desk);
            await().until(() -> desk.read("/api/pages/articles/kept").status() == 200);
            pages = new Witness(press, desk).pages();
        }
        press.stop();
        servesEveryPageWithAllElseDead(press, gateway, pages);
        // As if the first start had been cut off after the last story.
        Files.delete(press.data().resolve("sample-edition.loaded"));
        press.again().awaitReady();

        try (var desk = new Desk(press)) {
            assertThat(articles(desk)).containsExactlyInAnyOrderElementsOf(before);
            assertThat(desk.read("/api/pages/articles/kept").status()).isEqualTo(200);
        }
        assertThat(press.output()).doesNotContain("is not complete");
    }

    /** Twice: after a clean stop, and after a {@code kill -9} of its own. */
    private static void servesEveryPageWithAllElseDead(RunningPress press, ChildTwin gateway, Map<String, String> pages)
            throws Exception {
        for (int start = 1; start <= 2; start++) {
            var alone = gateway.start(Map.of());
            try (var desk = new Desk(press)) {
                await().atMost(Witness.PATIENCE)
                        .ignoreExceptions()
                        .until(() -> desk.read("/readyz").status() == 200);
                assertThat(new Witness(press, desk).pages()).isEqualTo(pages);
                var first = desk.read("/api/pages/articles/arms-granted-to-the-city-of-carrow/revisions/1");
                assertThat(first.status()).isEqualTo(200);
                assertThat(first.body()
                                .path("sections")
                                .path("site")
                                .path("state")
                                .asString())
                        .isEqualTo("stale");
            } finally {
                alone.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void opensWithASampleEditionOfEveryKind(RunningPress press) throws Exception {
        try (var desk = new Desk(press)) {
            var corrected = desk.read("/api/pages/articles/arms-granted-to-the-city-of-carrow")
                    .body()
                    .path("article");
            assertThat(corrected.path("corrections").size()).isOne();
            assertThat(corrected.path("body").path("text").asString()).contains("first petitioned in 1724");
            assertThat(desk.read("/api/pages/articles/the-duke-of-saint-orrin").status())
                    .isEqualTo(410);
            assertThat(desk.read("/api/pages/articles/notice-investiture-at-carrow")
                            .status())
                    .isEqualTo(404);
            var gated = desk.read("/api/pages/articles/the-seat-that-must-stay-empty")
                    .body();
            assertThat(gated.path("article").path("complete").asBoolean(true)).isFalse();
            assertThat(gated.toString()).doesNotContain("Not yet");
            var byInitials = desk.read("/api/pages/authors/a-de-v").body();
            assertThat(byInitials.toString()).contains("A. de V.").doesNotContain("Verrayne");
            assertThat(desk.look("/api/articles?state=scheduled&limit=50")
                            .body()
                            .toString())
                    .contains("notice-investiture-at-carrow");
        }
    }

    /** Slug, state and revision of every article that the newsroom has. */
    private static List<String> articles(Desk desk) throws Exception {
        var all = new ArrayList<String>();
        var next = "";
        do {
            var page = desk.look("/api/articles?limit=50" + (next.isEmpty() ? "" : "&after=" + next))
                    .body();
            page.path("items").forEach(article -> all.add(line(article)));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return all;
    }

    private static String line(JsonNode article) {
        return "%s %s %s".formatted(article.path("slug"), article.path("state"), article.path("revision"));
    }
}
