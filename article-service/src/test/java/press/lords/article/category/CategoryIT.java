package press.lords.article.category;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import press.lords.article.Answer;
import press.lords.article.Log;
import press.lords.article.Newsroom;
import press.lords.events.CategoriesEvent;
import press.lords.events.Topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CategoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Newsroom newsroom = Newsroom.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void theTreeTravelsWhole() {
        Answer world = newsroom.post("/api/categories", "{\"name\": \"World %s\"}".formatted(unique));
        Answer europe = newsroom.post(
                "/api/categories",
                "{\"name\": \"Europe %s\", \"parent\": \"%s\"}".formatted(unique, world.text("slug")));

        assertThat(europe.status()).isEqualTo(201);
        assertThat(europe.text("parent")).isEqualTo("world-" + unique);
        assertThat(newsroom.get("/api/categories").body().path("items").findValuesAsString("slug"))
                .contains("world-" + unique, "europe-" + unique);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Log.of(Topic.CATEGORIES, CategoriesEvent.ID))
                        .last()
                        .satisfies(revision -> assertThat(((CategoriesEvent.Arranged) revision.event()).categories())
                                .contains(new CategoriesEvent.Category(
                                        "europe-" + unique, "Europe " + unique, "world-" + unique))));
    }

    @Test
    void refusesCyclesStaleVersionsAndStrangers() {
        Answer top = newsroom.post("/api/categories", "{\"name\": \"Top %s\"}".formatted(unique));
        String path = "/api/categories/" + top.text("slug");
        String below = newsroom.post(
                        "/api/categories",
                        "{\"name\": \"Below %s\", \"parent\": \"%s\"}".formatted(unique, top.text("slug")))
                .text("slug");

        assertThat(newsroom.put(path, "{\"name\": \"Top\", \"parent\": \"%s\"}".formatted(below), "If-Match", "*")
                        .problem())
                .isEqualTo("409 /problems/category-cycle");
        assertThat(newsroom.put(path, "{\"name\": \"Top\", \"parent\": \"mars\"}", "If-Match", "*")
                        .problem())
                .isEqualTo("422 /problems/invalid-fields");
        assertThat(newsroom.put(path, "{\"name\": \"Top\"}").problem())
                .isEqualTo("428 /problems/precondition-required");
        assertThat(newsroom.put(path, "{\"name\": \"Top\"}", "If-Match", "\"9\"")
                        .problem())
                .isEqualTo("412 /problems/precondition-failed");
        assertThat(newsroom.put(path, "{\"name\": \"Top\", \"slug\": \"else\"}", "If-Match", "*")
                        .problem())
                .isEqualTo("409 /problems/slug-fixed");
        assertThat(newsroom.get("/api/categories/mars").problem()).isEqualTo("404 /problems/not-found");
        assertThat(newsroom.get(path).body()).isEqualTo(top.body());
        assertThat(newsroom.get(path).etag()).isEqualTo(top.etag());
    }

    @Test
    void editorsOfDifferentNodesOnTwoInstancesNeverMeet() throws Exception {
        List<String> slugs = IntStream.range(0, 20)
                .mapToObj(i -> newsroom.post("/api/categories", "{\"name\": \"Node %d %s\"}".formatted(i, unique))
                        .text("slug"))
                .toList();
        try (Newsroom other = Newsroom.start(Map.of());
                ExecutorService desks = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> changes = IntStream.range(0, slugs.size())
                    .mapToObj(i -> (Callable<Answer>) () -> (i % 2 == 0 ? newsroom : other)
                            .put(
                                    "/api/categories/" + slugs.get(i),
                                    "{\"name\": \"Renamed %d\"}".formatted(i),
                                    "If-Match",
                                    "\"1\""))
                    .toList();
            for (Future<Answer> change : desks.invokeAll(changes)) {
                assertThat(change.get().problem()).isEqualTo("200 ");
            }
        }
        assertThat(slugs)
                .allSatisfy(slug -> assertThat(
                                newsroom.get("/api/categories/" + slug).text("name"))
                        .startsWith("Renamed"));
    }
}
