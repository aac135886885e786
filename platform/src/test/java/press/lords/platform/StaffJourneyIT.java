package press.lords.platform;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static press.lords.platform.Caller.json;

/** The staff's way through the whole press: the first admin, an editor whom the admin invites, a program of the editor's, and the end of each. */
@ExtendWith(SharedPress.class)
class StaffJourneyIT {

    static final String ADMIN = "the-first-admin@example.org";
    /** What the press promises. */
    private static final Duration EVERYWHERE_WITHIN = Duration.ofSeconds(60);

    private record Colleague(String account, Caller caller) {}

    @Test
    void leadsFromAnInvitationToAnArticleAndEndsEverywhere(RunningPress press) throws Exception {
        var admin = enrolled(press, ADMIN);
        var address = "editor-" + UUID.randomUUID() + "@example.org";
        assertThat(admin.caller()
                        .post("/api/staff", Map.of("email", address, "roles", List.of("editor")))
                        .statusCode())
                .isEqualTo(201);
        var editor = enrolled(press, address);

        var created = article(editor.caller());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        var publication = "/api/articles/" + json(created).path("id").asString() + "/publication";
        assertThat(editor.caller().post(publication, Map.of()).statusCode()).isEqualTo(200);
        assertThat(Files.readString(press.data().resolve("logs/article-service.log")))
                .contains("audit: " + editor.account() + " ");
        assertThat(article(admin.caller()).statusCode()).isEqualTo(403);

        var made =
                editor.caller().post("/api/clients", Map.of("name", "The wire", "scopes", List.of("articles.write")));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var program = program(press, json(made));
        assertThat(article(program).statusCode()).isEqualTo(201);
        var client = "/api/clients/" + json(made).path("id").asString();
        assertThat(editor.caller().delete(client).statusCode()).isEqualTo(204);
        await().atMost(EVERYWHERE_WITHIN).until(() -> article(program).statusCode() == 401);
        assertThat(article(editor.caller()).statusCode()).isEqualTo(201);

        assertThat(admin.caller().delete("/api/staff/" + editor.account()).statusCode())
                .isEqualTo(204);
        await().atMost(EVERYWHERE_WITHIN).until(() -> article(editor.caller()).statusCode() == 401);
    }

    private static Colleague enrolled(RunningPress press, String address) throws Exception {
        var anyone = Caller.of(press);
        try (var mails = new Mailbag(press, address)) {
            var invitation = Mailbag.token(mails.await(1), "/staff/");
            var begun = anyone.post("/api/staff/enrolment", Map.of("token", invitation));
            assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
            var authenticator = new Authenticator(json(begun).path("secret").asString());
            var finished =
                    anyone.post("/api/staff/enrolment", Map.of("token", invitation, "totp", authenticator.nextCode()));
            assertThat(finished.statusCode()).as(finished.body()).isEqualTo(200);
            anyone.post("/api/sign-in-links", Map.of("email", address));
            var link = Mailbag.token(mails.await(3), "/sign-in/");
            var signedIn = anyone.with("Accept", "application/json")
                    .post("/api/sessions", Map.of("token", link, "totp", authenticator.nextCode()));
            assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(201);
            var caller = bearing(anyone, json(signedIn).path("accessToken"));
            return new Colleague(json(caller.get("/api/me")).path("subscriber").asString(), caller);
        }
    }

    private static Caller program(RunningPress press, JsonNode made) throws IOException, InterruptedException {
        var form = "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(
                        URLEncoder.encode(made.path("id").asString(), StandardCharsets.UTF_8),
                        URLEncoder.encode(made.path("secret").asString(), StandardCharsets.UTF_8));
        var anyone = Caller.of(press);
        var answer =
                anyone.with("Content-Type", "application/x-www-form-urlencoded").send("POST", "/oauth2/token", form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return bearing(anyone, json(answer).path("access_token"));
    }

    private static HttpResponse<String> article(Caller caller) throws IOException, InterruptedException {
        return caller.post("/api/articles", Desk.article("by-staff-" + UUID.randomUUID(), "Words."));
    }

    private static Caller bearing(Caller caller, JsonNode token) {
        return caller.with("Authorization", "Bearer " + token.asString());
    }
}
