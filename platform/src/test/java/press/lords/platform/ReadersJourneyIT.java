package press.lords.platform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static press.lords.platform.Caller.json;

/** A reader's way through the whole press, from the first paragraphs to the receipt of an erasure. */
@ExtendWith(SharedPress.class)
class ReadersJourneyIT {

    private static final String VISITOR_COOKIE = "__Host-press-visitor=";

    private final String name = "planted-" + UUID.randomUUID();
    private final String address = name + "@example.org";
    private final List<String> planted = new ArrayList<>(List.of(name));

    @Test
    void leadsFromAPreviewToAReceiptAndLeavesNoTrace(RunningPress press) throws Exception {
        var anyone = Caller.of(press);
        try (var desk = new Desk(press);
                var mails = new Mailbag(press, address)) {
            var page = gatedArticle(desk);
            assertThat(isComplete(anyone, page)).isFalse();

            var reader = signUp(anyone, mails);
            assertThat(isComplete(reader, page)).isTrue();
            assertThat(json(reader.get(page)).at("/viewer/signedIn").asBoolean())
                    .isTrue();
            assertThat(json(reader.get("/api/me")).path("email").asString()).isEqualTo(address);

            var newsletters = new NewsletterSteps(desk, new Issues(press), mails);
            newsletters.mailEachStoryOnce(reader);
            newsletters.endByOneClick(anyone, reader);

            customisesAndWithdrawsConsent(anyone);

            var export = json(reader.get("/api/me/export"));
            assertThat(export.at("/account/email").asString()).isEqualTo(address);
            assertThat(export.at("/account/newsletters/0").asString()).isEqualTo("daily-digest");
            assertThat(export.toString()).contains("every-story/");
            assertThat(new Traces(press).of(planted)).isEmpty();

            var erased = reader.delete("/api/me");
            assertThat(erased.statusCode()).isEqualTo(200);
            assertThat(json(erased).at("/erased/0/store").asString()).isEqualTo("reader-keys");
            assertThat(reader.get("/api/me").statusCode()).isEqualTo(401);
            await().until(() -> !isComplete(reader, page));
            assertThat(new Traces(press).of(planted)).isEmpty();
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

    private static boolean isComplete(Caller caller, String page) throws IOException, InterruptedException {
        return json(caller.get(page)).at("/article/complete").asBoolean();
    }

    /** Follows the mails and answers the reader who is signed in then. */
    private Caller signUp(Caller anyone, Mailbag mails) throws IOException, InterruptedException {
        var asked = anyone.post("/api/subscriptions", Map.of("email", address, "newsletters", List.of("daily-digest")));
        assertThat(asked.statusCode()).isEqualTo(202);
        var confirmation = Mailbag.token(mails.await(1), "/confirm/");
        assertThat(anyone.get("/confirm/" + confirmation).statusCode()).isEqualTo(200);
        assertThat(anyone.post("/api/subscriptions/confirmations", Map.of("token", confirmation))
                        .statusCode())
                .isEqualTo(200);
        var link = Mailbag.token(mails.await(2), "/sign-in/");
        assertThat(anyone.get("/sign-in/" + link).statusCode()).isEqualTo(200);
        var signedIn = anyone.with("Accept", "application/json").post("/api/sessions", Map.of("token", link));
        assertThat(signedIn.statusCode()).isEqualTo(201);
        var token = json(signedIn).path("accessToken").asString();
        planted.addAll(List.of(confirmation, link, token));
        return anyone.with("Authorization", "Bearer " + token);
    }

    /** As a browser does: known by its cookie, and saying which page it writes from. */
    private static void customisesAndWithdrawsConsent(Caller anyone) throws IOException, InterruptedException {
        assertThat(json(anyone.get("/api/consent")).path("asked").asBoolean()).isTrue();
        var chosen = anyone.with("Sec-Fetch-Site", "same-origin")
                .send("PUT", "/api/consent", "{\"purposes\": {\"statistics\": true}}");
        assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(200);
        assertThat(json(chosen).at("/purposes/statistics").asBoolean()).isTrue();
        var cookie = chosen.headers().allValues("Set-Cookie").stream()
                .filter(one -> one.startsWith(VISITOR_COOKIE))
                .map(one -> one.substring(0, one.indexOf(';')))
                .findFirst()
                .orElseThrow();
        var visitor = anyone.with("Sec-Fetch-Site", "same-origin").with("Cookie", cookie);

        assertThat(json(visitor.delete("/api/consent"))
                        .at("/purposes/statistics")
                        .asBoolean())
                .isFalse();
        assertThat(json(visitor.get("/api/consent")).path("asked").asBoolean()).isFalse();
        assertThat(json(visitor.get("/api/consent/history"))
                        .path("entries")
                        .valueStream()
                        .map(entry -> entry.at("/event/how").asString()))
                .containsExactly("customise", "withdraw");
    }
}
