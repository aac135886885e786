package press.lords.platform;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A reader's way through the whole press, from the first paragraphs to the receipt of an erasure. */
@ExtendWith(SharedPress.class)
class ReadersJourneyIT {

    private final HttpClient client = HttpClient.newHttpClient();
    private final String name = "planted-" + UUID.randomUUID();
    private final String address = name + "@example.org";

    @Test
    void leadsFromAPreviewToAReceiptAndLeavesNoTrace(RunningPress press) throws Exception {
        try (var desk = new Desk(press);
                var mails = new Mailbag(press, address)) {
            var page = gatedArticle(desk);
            assertThat(desk.read(page).body().at("/article/complete").asBoolean())
                    .isFalse();

            assertThat(post(
                                    press,
                                    "/api/subscriptions",
                                    Map.of("email", address, "newsletters", List.of("daily-digest")))
                            .statusCode())
                    .isEqualTo(202);
            var confirmation = Mailbag.token(mails.await(1), "/confirm/");
            assertThat(get(press, "/confirm/" + confirmation).statusCode()).isEqualTo(200);
            assertThat(post(press, "/api/subscriptions/confirmations", Map.of("token", confirmation))
                            .statusCode())
                    .isEqualTo(200);
            var signedIn = post(
                    press,
                    "/api/sessions",
                    Map.of("token", Mailbag.token(mails.await(2), "/sign-in/")),
                    "Accept",
                    "application/json");
            assertThat(signedIn.statusCode()).isEqualTo(201);
            String[] reader = {
                "Authorization", "Bearer " + json(signedIn).path("accessToken").asString()
            };

            var whole = json(get(press, page, reader));
            assertThat(whole.at("/article/complete").asBoolean()).isTrue();
            assertThat(whole.at("/viewer/signedIn").asBoolean()).isTrue();
            assertThat(json(get(press, "/api/me", reader)).path("email").asString())
                    .isEqualTo(address);
            assertThat(json(get(press, "/api/me/export", reader))
                            .at("/account/newsletters/0")
                            .asString())
                    .isEqualTo("daily-digest");
            assertNoTrace(press);

            var erased = send(press, "DELETE", "/api/me", "", reader);
            assertThat(erased.statusCode()).isEqualTo(200);
            assertThat(json(erased).at("/erased/0/store").asString()).isEqualTo("reader-keys");
            assertThat(get(press, "/api/me", reader).statusCode()).isEqualTo(401);
            await().until(() ->
                    !json(get(press, page, reader)).at("/article/complete").asBoolean());
            assertNoTrace(press);
        }
    }

    private static String gatedArticle(Desk desk) throws IOException, InterruptedException {
        var article = new HashMap<>(Desk.article("gate", "One.\n\nTwo.\n\n" + "Much more. ".repeat(400)));
        article.put("access", "subscribers");
        var created = desk.edit("POST", "/api/articles", "", article);
        var published = desk.edit("POST", "/api/articles/" + created.text("id") + "/publication", "", Map.of());
        assertThat(desk.readPublished(published).status()).isEqualTo(200);
        return published.text("page");
    }

    /** In no file that the press keeps; the mail sink's own store stands for the reader's mailbox. */
    private void assertNoTrace(RunningPress press) throws IOException {
        try (var files = Files.walk(press.data())) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.startsWith(press.data().resolve("mails")))
                            .filter(this::namesTheReader))
                    .isEmpty();
        }
    }

    private boolean namesTheReader(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(name);
        } catch (IOException gone) {
            return false;
        }
    }

    private HttpResponse<String> get(RunningPress press, String path, String... headers)
            throws IOException, InterruptedException {
        return send(press, "GET", path, "", headers);
    }

    private HttpResponse<String> post(RunningPress press, String path, Map<String, ?> body, String... headers)
            throws IOException, InterruptedException {
        return send(press, "POST", path, JsonMapper.shared().writeValueAsString(body), headers);
    }

    private HttpResponse<String> send(RunningPress press, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(press.gateway(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
