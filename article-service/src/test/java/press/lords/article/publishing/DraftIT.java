package press.lords.article.publishing;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import press.lords.article.Answer;
import press.lords.article.Newsroom;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DraftIT {

    private final Newsroom newsroom = Newsroom.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void answersTheArticleAsItWasSent() {
        String author = newsroom.post("/api/authors", """
                {"name": "Ada %s", "biography": "Writes."}""".formatted(unique)).text("slug");
        String category =
                newsroom.post("/api/categories", """
                {"name": "World %s"}""".formatted(unique)).text("slug");

        Answer created = newsroom.post("/api/articles", """
                {"headline": "Bells %s", "standfirst": "Short.", "body": "“Ring.”", "kind": "special-report",
                 "access": "subscribers", "authors": ["%s"], "categories": ["%s"]}""".formatted(unique, author, category));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.etag()).isEqualTo("\"1\"");
        assertThat(created.headers().firstValue("Location")).contains("/api/articles/" + created.text("id"));
        assertThat(created.body().path("revision").isNull()).isTrue();
        assertThat(created.text("state")).isEqualTo("draft");
        assertThat(created.text("kind")).isEqualTo("special-report");
        assertThat(created.text("access")).isEqualTo("subscribers");
        assertThat(created.text("slug")).isEqualTo("bells-" + unique);
        assertThat(created.body().path("authors").path(0).asString()).isEqualTo(author);
        assertThat(created.body().path("categories").path(0).asString()).isEqualTo(category);
        assertThat(newsroom.get("/api/articles/" + created.text("id")).body()).isEqualTo(created.body());
    }

    @Test
    void aChangeNeedsTheVersionItWasMadeOn() {
        Answer created = newsroom.aDraft();
        String path = "/api/articles/" + created.text("id");
        String change = "{\"headline\": \"New words\", \"body\": \"New.\"}";

        assertThat(newsroom.put(path, change).problem()).isEqualTo("428 /problems/precondition-required");
        Answer changed = newsroom.put(path, change, "If-Match", created.etag());
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.etag()).isEqualTo("\"2\"");
        assertThat(changed.text("slug")).isEqualTo(created.text("slug"));
        assertThat(newsroom.put(path, change, "If-Match", created.etag()).problem())
                .isEqualTo("412 /problems/precondition-failed");
        assertThat(newsroom.get(path).body()).isEqualTo(changed.body());
    }

    @Test
    void derivedSlugsAreNumberedAndAskedForOnesAreRefused() {
        String draft = "{\"headline\": \"Same %s\"}".formatted(unique);

        List<String> slugs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            slugs.add(newsroom.post("/api/articles", draft).text("slug"));
        }

        assertThat(slugs).containsExactly("same-" + unique, "same-" + unique + "-2", "same-" + unique + "-3");
        assertThat(newsroom.post("/api/articles", """
                        {"headline": "Other", "slug": "same-%s"}""".formatted(unique)).problem())
                .isEqualTo("409 /problems/slug-taken");
    }

    @Test
    void aPublishedSlugIsNeverGivenAway() {
        Answer draft = newsroom.aDraft();
        String path = "/api/articles/" + draft.text("id");
        newsroom.post(path + "/publication", "{}");
        String moved = "moved-" + unique;

        Answer renamed = newsroom.put(path, "{\"slug\": \"%s\"}".formatted(moved), "If-Match", "*");
        Answer republished = newsroom.post(path + "/publication", "{}");

        assertThat(renamed.text("slug")).isEqualTo(moved);
        assertThat(republished.text("page")).isEqualTo("/api/pages/articles/" + moved);
        assertThat(newsroom.post("/api/articles", """
                        {"headline": "Thief", "slug": "%s"}""".formatted(draft.text("slug")))
                        .problem())
                .isEqualTo("409 /problems/slug-taken");
    }

    @Test
    void takesMarkdownWithFrontMatter() {
        byte[] file = """
                ---
                headline: 1984 %s
                access: subscribers
                ---

                Text with “quotes”.
                """.formatted(unique).getBytes(UTF_8);

        Answer created = newsroom.send("POST", "/api/articles", "text/markdown", file);
        Answer changed = newsroom.send(
                "PUT",
                "/api/articles/" + created.text("id"),
                "text/markdown; charset=utf-8",
                "---\nheadline: Later\n---\nMore.\n".getBytes(UTF_8),
                "If-Match",
                created.etag());

        assertThat(created.text("headline")).isEqualTo("1984 " + unique);
        assertThat(created.text("body")).isEqualTo("Text with “quotes”.\n");
        assertThat(changed.text("access")).isEqualTo("subscribers");
        assertThat(changed.text("body")).isEqualTo("More.\n");
    }

    @Test
    void listsByCursorNewestFirst() {
        for (int i = 0; i < 7; i++) {
            newsroom.aDraft();
        }
        List<String> ids = new ArrayList<>();
        String next = "/api/articles?state=draft&limit=2";
        for (int page = 0; page < 3; page++) {
            Answer list = newsroom.get(next);
            assertThat(list.status()).isEqualTo(200);
            for (JsonNode item : list.body().path("items")) {
                assertThat(item.has("body")).isFalse();
                ids.add(item.path("id").asString());
            }
            String link = list.headers().firstValue("Link").orElseThrow();
            assertThat(link).endsWith("; rel=\"next\"");
            next = link.substring(1, link.indexOf('>'));
        }

        assertThat(ids).hasSize(6).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                      | 400 /problems/bad-request
            {} x                                                   | 400 /problems/bad-request
            []                                                     | 400 /problems/bad-request
            null                                                   | 400 /problems/bad-request
            {"headline": "a", "headline": "b"}                     | 400 /problems/bad-request
            {"headline": "a", "colour": "red"}                     | 400 /problems/bad-request
            {"headline": 7}                                        | 400 /problems/bad-request
            {"headline": true}                                     | 400 /problems/bad-request
            {"headline": ["a"]}                                    | 400 /problems/bad-request
            {"headline": "a", "kind": "gossip"}                    | 400 /problems/bad-request
            {"headline": "a", "kind": "NEWS"}                      | 400 /problems/bad-request
            {"headline": "a", "kind": 0}                           | 400 /problems/bad-request
            {"headline": "a", "kind": ""}                          | 400 /problems/bad-request
            {"headline": "a", "authors": "ada"}                    | 400 /problems/bad-request
            {"headline": "a", "authors": [1]}                      | 400 /problems/bad-request
            {"headline": "a", "body": "\\q"}                       | 400 /problems/bad-request
            {}                                                     | 422 /problems/invalid-fields
            {"headline": " "}                                      | 422 /problems/invalid-fields
            {"headline": "a\\nb"}                                  | 422 /problems/invalid-fields
            {"headline": "a", "body": "\\u0000"}                   | 422 /problems/invalid-fields
            {"headline": "a", "body": "\\ud800"}                   | 422 /problems/invalid-fields
            {"headline": "a", "slug": "Not a slug"}                | 422 /problems/invalid-fields
            {"headline": "a", "authors": ["nobody-known"]}         | 422 /problems/invalid-fields
            {"headline": "a", "categories": ["nothing-known"]}     | 422 /problems/invalid-fields
            {"headline": "a", "authors": [null]}                   | 422 /problems/invalid-fields
            """)
    void aRefusedDraftChangesNothing(String request, String problem) {
        Answer existing = newsroom.aDraft();
        String path = "/api/articles/" + existing.text("id");
        long before = count();

        Answer created = newsroom.post("/api/articles", request);
        assertThat(created.problem()).isEqualTo(problem);
        assertThat(created.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(created.body().path("errors").isEmpty()).isFalse();
        if (!request.equals("{}")) {
            assertThat(newsroom.put(path, request, "If-Match", existing.etag()).problem())
                    .isEqualTo(problem);
        }

        assertThat(count()).isEqualTo(before);
        assertThat(newsroom.get(path).body()).isEqualTo(existing.body());
    }

    @Test
    void refusesWhatIsTooLarge() {
        long before = count();
        String large = "x".repeat(1_100_000);

        assertThat(newsroom.post("/api/articles", "{\"headline\": \"" + "x".repeat(301) + "\"}")
                        .problem())
                .isEqualTo("422 /problems/invalid-fields");
        assertThat(newsroom.post("/api/articles", "{\"headline\": \"a\", \"body\": \"" + "x".repeat(600_001) + "\"}")
                        .problem())
                .isEqualTo("422 /problems/invalid-fields");
        assertThat(newsroom.post("/api/articles", "{\"headline\": \"a\", \"body\": \"" + large + "\"}")
                        .problem())
                .isEqualTo("413 /problems/body-too-large");
        assertThat(newsroom.send(newsroom.request("/api/articles")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.fromPublisher(
                                        BodyPublishers.ofString("{\"headline\": \"a\", \"body\": \"" + large + "\"}")))
                                .build())
                        .problem())
                .isEqualTo("413 /problems/body-too-large");
        assertThat(newsroom.post("/api/articles", "{\"headline\": \"a\", \"body\": \"" + "&".repeat(500_000) + "\"}")
                        .problem())
                .isEqualTo("413 /problems/too-large-to-publish");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void refusesMethodsTypesAndCursorsThatItDoesNotKnow() {
        assertThat(newsroom.send("POST", "/api/articles", "text/plain", "x".getBytes(UTF_8))
                        .problem())
                .isEqualTo("415 /problems/unsupported-media-type");
        assertThat(newsroom.delete("/api/articles", "{}").problem()).isEqualTo("405 /problems/method-not-allowed");
        assertThat(newsroom.get("/api/articles/nothing").problem()).isEqualTo("404 /problems/not-found");
        assertThat(newsroom.get("/api/nothing").problem()).isEqualTo("404 /problems/not-found");
        assertThat(newsroom.get("/api/articles?after=%25%25").problem()).startsWith("400 ");
        assertThat(newsroom.get("/api/articles?after=!").problem()).isEqualTo("400 /problems/bad-request");
        assertThat(newsroom.get("/api/articles?limit=0").problem()).isEqualTo("400 /problems/bad-request");
        assertThat(newsroom.get("/api/articles?limit=x").problem()).isEqualTo("400 /problems/bad-request");
        assertThat(newsroom.get("/api/articles?state=lost").problem()).isEqualTo("400 /problems/bad-request");
    }

    private long count() {
        return newsroom.database().getCollection("articles").countDocuments(new Document());
    }
}
