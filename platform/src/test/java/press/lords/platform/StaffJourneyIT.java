package press.lords.platform;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The staff's way through the whole press: the first admin, an editor whom the admin invites, a program of the editor's, and the end of each. */
@ExtendWith(SharedPress.class)
class StaffJourneyIT {

    static final String ADMIN = "the-first-admin@example.org";
    /** What the press promises. */
    private static final Duration EVERYWHERE_WITHIN = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();

    private record Session(String account, String token) {

        String[] bearer() {
            return StaffJourneyIT.bearer(token);
        }
    }

    @Test
    void leadsFromAnInvitationToAnArticleAndEndsEverywhere(RunningPress press) throws Exception {
        var admin = enrolled(press, ADMIN);
        var address = "editor-" + UUID.randomUUID() + "@example.org";
        assertThat(send(
                                press,
                                "POST",
                                "/api/staff",
                                Map.of("email", address, "roles", List.of("editor")),
                                admin.bearer())
                        .statusCode())
                .isEqualTo(201);
        var editor = enrolled(press, address);

        var created = article(press, editor.bearer());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        var publication = "/api/articles/" + json(created).path("id").asString() + "/publication";
        assertThat(send(press, "POST", publication, Map.of(), editor.bearer()).statusCode())
                .isEqualTo(200);
        assertThat(Files.readString(press.data().resolve("logs/article-service.log")))
                .contains("audit: " + editor.account() + " ");
        assertThat(article(press, admin.bearer()).statusCode()).isEqualTo(403);

        var made = send(
                press,
                "POST",
                "/api/clients",
                Map.of("name", "The wire", "scopes", List.of("articles.write")),
                editor.bearer());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var program = program(press, json(made));
        assertThat(article(press, program).statusCode()).isEqualTo(201);
        assertThat(send(press, "DELETE", "/api/clients/" + json(made).path("id").asString(), null, editor.bearer())
                        .statusCode())
                .isEqualTo(204);
        await().atMost(EVERYWHERE_WITHIN).until(() -> article(press, program).statusCode() == 401);
        assertThat(article(press, editor.bearer()).statusCode()).isEqualTo(201);

        assertThat(send(press, "DELETE", "/api/staff/" + editor.account(), null, admin.bearer())
                        .statusCode())
                .isEqualTo(204);
        await().atMost(EVERYWHERE_WITHIN)
                .until(() -> article(press, editor.bearer()).statusCode() == 401);
    }

    private Session enrolled(RunningPress press, String address) throws Exception {
        try (var mails = new Mailbag(press, address)) {
            var invitation = Mailbag.token(mails.await(1), "/staff/");
            var begun = send(press, "POST", "/api/staff/enrolment", Map.of("token", invitation));
            assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
            var authenticator = new Authenticator(json(begun).path("secret").asString());
            var finished = send(
                    press,
                    "POST",
                    "/api/staff/enrolment",
                    Map.of("token", invitation, "totp", authenticator.nextCode()));
            assertThat(finished.statusCode()).as(finished.body()).isEqualTo(200);
            send(press, "POST", "/api/sign-in-links", Map.of("email", address));
            var link = Mailbag.token(mails.await(2), "/sign-in/");
            var signedIn = send(
                    press,
                    "POST",
                    "/api/sessions",
                    Map.of("token", link, "totp", authenticator.nextCode()),
                    "Accept",
                    "application/json");
            assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(201);
            var token = json(signedIn).path("accessToken").asString();
            var me = json(send(press, "GET", "/api/me", null, bearer(token)));
            return new Session(me.path("subscriber").asString(), token);
        }
    }

    private String[] program(RunningPress press, JsonNode made) throws IOException, InterruptedException {
        var form = "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(
                        URLEncoder.encode(made.path("id").asString(), StandardCharsets.UTF_8),
                        URLEncoder.encode(made.path("secret").asString(), StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(press.gateway("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return bearer(json(answer).path("access_token").asString());
    }

    private HttpResponse<String> article(RunningPress press, String... headers)
            throws IOException, InterruptedException {
        return send(press, "POST", "/api/articles", Desk.article("by-staff-" + UUID.randomUUID(), "Words."), headers);
    }

    private HttpResponse<String> send(
            RunningPress press, String method, String path, @Nullable Map<String, ?> body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(press.gateway(path));
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.method(method, BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
                    .header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
