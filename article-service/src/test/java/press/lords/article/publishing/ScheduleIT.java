package press.lords.article.publishing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import press.lords.article.Answer;
import press.lords.article.Log;
import press.lords.article.Newsroom;
import press.lords.events.Topic;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@OnContainers
class ScheduleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Newsroom newsroom = Newsroom.shared();

    @Test
    void publishesOnceHoweverManyInstancesLook() {
        try (Newsroom other = Newsroom.start(Map.of())) {
            Answer draft = other.aDraft();
            String id = draft.text("id");
            String path = "/api/articles/" + id;

            Answer scheduled = schedule(path, Instant.now().plusMillis(1_500));

            assertThat(scheduled.status()).isEqualTo(200);
            assertThat(scheduled.etag()).isEqualTo("\"2\"");
            assertThat(scheduled.text("state")).isEqualTo("scheduled");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(newsroom.get(path).text("state")).isEqualTo("published"));
            Answer published = newsroom.get(path);
            assertThat(published.body().has("schedule")).isFalse();
            await().during(Duration.ofSeconds(1))
                    .atMost(PATIENCE)
                    .until(() -> newsroom.get(path).body().path("revision").asInt() == 1);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Log.of(Topic.ARTICLES, id)).isNotEmpty());
        }
    }

    @Test
    void catchesUpAfterDowntime() {
        String path = "/api/articles/" + newsroom.aDraft().text("id");
        schedule(path, Instant.now().plus(Duration.ofDays(1)));
        // As if nobody had been there for two days.
        newsroom.database()
                .getCollection("articles")
                .updateOne(
                        new Document("_id", path.substring(path.lastIndexOf('/') + 1)),
                        new Document(
                                "$set",
                                new Document(
                                        "schedule.at", Date.from(Instant.now().minus(Duration.ofDays(1))))));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(newsroom.get(path).text("state")).isEqualTo("published"));
    }

    @Test
    void takesAnOffsetAndCanBeCleared() {
        String path = "/api/articles/" + newsroom.aDraft().text("id");
        Instant at = Instant.now().plus(Duration.ofDays(365)).truncatedTo(ChronoUnit.SECONDS);

        Answer scheduled = newsroom.put(
                path + "/schedule",
                "{\"at\": \"%s\"}".formatted(at.atOffset(ZoneOffset.ofHours(1))),
                "If-Match",
                "\"1\"");
        Answer cleared = newsroom.delete(path + "/schedule", "");

        assertThat(scheduled.body().path("schedule").path("at").asString()).isEqualTo(at.toString());
        assertThat(cleared.text("state")).isEqualTo("draft");
        assertThat(cleared.body().has("schedule")).isFalse();
    }

    @Test
    void retractingClearsIt() {
        String path = "/api/articles/" + newsroom.aDraft().text("id");
        newsroom.post(path + "/publication", "{}");
        schedule(path, Instant.now().plus(Duration.ofDays(1)));

        newsroom.delete(path + "/publication", "{\"reason\": \"Not so.\"}");

        assertThat(newsroom.get(path).text("state")).isEqualTo("retracted");
        assertThat(newsroom.get(path).body().has("schedule")).isFalse();
    }

    @Test
    void whatCannotBePublishedIsShownAndNotTriedForEver() {
        String path = "/api/articles/" + newsroom.aDraft().text("id");
        String id = path.substring(path.lastIndexOf('/') + 1);
        schedule(path, Instant.now().plus(Duration.ofDays(1)));
        // More than the limits of today would let in.
        newsroom.database()
                .getCollection("articles")
                .updateOne(
                        new Document("_id", id),
                        new Document(
                                "$set",
                                new Document("draft.body", "&".repeat(600_000))
                                        .append("schedule.at", Date.from(Instant.now()))));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(newsroom.get(path)
                                .body()
                                .path("schedule")
                                .path("failed")
                                .asString(""))
                        .isEqualTo("too-large"));
        Answer failed = newsroom.get(path);
        assertThat(failed.text("state")).isEqualTo("draft");
        await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> newsroom.get(path).etag().equals(failed.etag()));
        assertThat(newsroom.post(path + "/publication", "{}").problem())
                .isEqualTo("413 /problems/too-large-to-publish");
    }

    @Test
    void oneThatFailsIsInTheWayOfNoOther() {
        String broken = newsroom.aDraft().text("id");
        String good = newsroom.aDraft().text("id");
        // Nothing this service writes.
        set(newsroom, broken, new Document("draft.kind", "RUMOUR").append("schedule", due(Duration.ofHours(2))));
        set(newsroom, good, new Document("schedule", due(Duration.ofHours(1))));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(newsroom.get("/api/articles/" + good).text("state"))
                                .isEqualTo("published"));

        set(newsroom, broken, new Document("draft.kind", "NEWS"));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(newsroom.get("/api/articles/" + broken).text("state"))
                                .isEqualTo("published"));
    }

    @Test
    void aRenderingThatTookTooLongIsTriedAgainBeforeItCounts() {
        Map<String, Object> alone =
                Map.of("spring.mongodb.database", TestDatabase.name(), "press.schedule.poll-interval", "1h");
        Map<String, Object> stalled = new HashMap<>(alone);
        stalled.put("press.limits.rendering-time", "1ns");
        try (Newsroom healthy = Newsroom.start(alone);
                Newsroom standingStill = Newsroom.start(stalled)) {
            String first = complex(healthy);
            set(healthy, first, new Document("schedule", due(Duration.ofHours(1))));
            standingStill.bean(PublishDueArticles.class).run();
            assertThat(healthy.get("/api/articles/" + first).text("state")).isEqualTo("scheduled");
            healthy.bean(PublishDueArticles.class).run();
            assertThat(healthy.get("/api/articles/" + first).text("state")).isEqualTo("published");

            String second = complex(healthy);
            set(healthy, second, new Document("schedule", due(Duration.ofHours(1))));
            for (int look = 1; look <= PublishDueArticles.LOOKS; look++) {
                standingStill.bean(PublishDueArticles.class).run();
            }
            assertThat(healthy.get("/api/articles/" + second)
                            .body()
                            .path("schedule")
                            .path("failed")
                            .asString(""))
                    .isEqualTo("too-complex");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"at\": \"2020-01-01T00:00:00Z\"}",
                "{\"at\": \"2099-01-01T00:00:00Z\"}",
                "{\"at\": \"2027-01-01T00:00:00\"}",
                "{\"at\": \"tomorrow\"}",
                "{\"at\": null}",
                "{\"at\": 1893456000}",
                "{\"at\": \"2030-01-01T00:00:00Z\", \"zone\": \"UTC\"}",
                "{}",
                ""
            })
    void aBadScheduleIsRefusedAndChangesNothing(String request) {
        Answer draft = newsroom.aDraft();
        String path = "/api/articles/" + draft.text("id");

        assertThat(newsroom.put(path + "/schedule", request).status()).isIn(400, 422);

        assertThat(newsroom.get(path).body()).isEqualTo(draft.body());
    }

    private static void set(Newsroom newsroom, String id, Document fields) {
        newsroom.database().getCollection("articles").updateOne(new Document("_id", id), new Document("$set", fields));
    }

    /** Has something in it that the renderer must think about. */
    private static String complex(Newsroom newsroom) {
        return newsroom.post("/api/articles", "{\"headline\": \"Bells\", \"body\": \"> Bells & `whistles`\"}")
                .text("id");
    }

    private static Document due(Duration ago) {
        return new Document("at", Date.from(Instant.now().minus(ago)))
                .append("by", "editor")
                .append("waiting", true)
                .append("failure", null);
    }

    private Answer schedule(String path, Instant at) {
        return newsroom.put(path + "/schedule", "{\"at\": \"%s\"}".formatted(at));
    }
}
