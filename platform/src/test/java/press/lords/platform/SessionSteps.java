package press.lords.platform;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static press.lords.platform.Caller.json;

/** A reader whose calls go now to one gateway and now to the other, as a balancer would send them. */
record SessionSteps(Caller anyone, String address, Mailbag mails) {

    private static final Duration SOON = Duration.ofSeconds(5);
    /** What {@code press.sessions.same-answer-for} is. */
    private static final Duration SAME_ANSWER = Duration.ofSeconds(10);

    /** The tokens of a session, as a program gets them. */
    record Tokens(String access, String refresh) {

        private static Tokens of(HttpResponse<String> answer) {
            assertThat(answer.statusCode() / 100).as(answer.body()).isEqualTo(2);
            return new Tokens(
                    json(answer).path("accessToken").asString(),
                    json(answer).path("refreshToken").asString());
        }
    }

    /** Asks at one gateway, confirms at the other, and signs in by the link at the first again. */
    Tokens signUp() throws IOException, InterruptedException {
        var asked = anyone.at(1).post("/api/subscriptions", Map.of("email", address, "newsletters", List.of()));
        assertThat(asked.statusCode()).isEqualTo(202);
        var confirmation = Mailbag.token(mails.await(1), "/confirm/");
        var confirmed = anyone.at(2).post("/api/subscriptions/confirmations", Map.of("token", confirmation));
        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
        return signIn(2, 1);
    }

    /** With the link in that mail, of all that came. */
    Tokens signIn(int mail, int gateway) throws IOException, InterruptedException {
        var link = Mailbag.token(mails.await(mail), "/sign-in/");
        return Tokens.of(program().at(gateway).post("/api/sessions", Map.of("token", link)));
    }

    Tokens signInAgain() throws IOException, InterruptedException {
        int before = mails.texts().size();
        assertThat(anyone.at(2)
                        .post("/api/sign-in-links", Map.of("email", address))
                        .statusCode())
                .isEqualTo(202);
        return signIn(before + 1, 1);
    }

    void isGoodAtBoth(Tokens tokens) throws IOException, InterruptedException {
        for (int gateway = 1; gateway <= 2; gateway++) {
            assertThat(me(tokens, gateway).path("email").asString()).isEqualTo(address);
        }
    }

    /** A token that was used gets the same answer for a while, at whichever instance; used later it ends the session at both. */
    void endsWhereAUsedRefreshTokenIsShownLater(Tokens tokens) throws IOException, InterruptedException {
        var next = Tokens.of(refresh(tokens, 2));
        assertThat(Tokens.of(refresh(tokens, 1)).refresh()).isEqualTo(next.refresh());
        assertThat(Tokens.of(refresh(tokens, 2)).refresh()).isEqualTo(next.refresh());
        isGoodAtBoth(next);

        await().atMost(SAME_ANSWER.multipliedBy(2))
                .pollDelay(SAME_ANSWER)
                .until(() -> refresh(tokens, 1).statusCode() == 401);

        assertThat(refresh(next, 2).statusCode()).isEqualTo(401);
        isOverAtBoth(next);
    }

    void endsAtBothWhenItEndsAtOne(Tokens tokens) throws IOException, InterruptedException {
        isGoodAtBoth(tokens);
        assertThat(bearing(tokens.access())
                        .at(2)
                        .delete("/api/sessions/current")
                        .statusCode())
                .isEqualTo(204);
        assertThat(refresh(tokens, 1).statusCode()).isEqualTo(401);
        isOverAtBoth(tokens);
    }

    private void isOverAtBoth(Tokens tokens) {
        for (int gateway : List.of(1, 2)) {
            await().atMost(SOON)
                    .until(() -> bearing(tokens.access())
                                    .at(gateway)
                                    .get("/api/pages/front")
                                    .statusCode()
                            == 401);
        }
    }

    private JsonNode me(Tokens tokens, int gateway) throws IOException, InterruptedException {
        return json(bearing(tokens.access()).at(gateway).get("/api/me"));
    }

    private HttpResponse<String> refresh(Tokens tokens, int gateway) throws IOException, InterruptedException {
        return bearing(tokens.refresh()).at(gateway).send("POST", "/api/sessions/current/refresh", "");
    }

    private Caller bearing(String token) {
        return program().with("Authorization", "Bearer " + token);
    }

    private Caller program() {
        return anyone.with("Accept", "application/json");
    }
}
