package press.lords.gateway.access;

import java.util.Date;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.SubscriberEvent.State;
import press.lords.gateway.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SessionsTests {

    private static final MutableClock CLOCK = TokenTricks.CLOCK;
    private static final FakeIssuer ISSUER = TokenTricks.ISSUER;

    private final Sessions sessions = ISSUER.sessions(true);

    @ParameterizedTest
    @MethodSource("press.lords.gateway.access.TokenTricks#all")
    void refusesABearersTokenThatIsNoGoodAndTakesACookieLikeItForNone(Map.Entry<String, String> trick) {
        assertThatThrownBy(() -> sessions.find(bearer(trick.getValue())))
                .isInstanceOfSatisfying(
                        AccessRefused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(new AccessProblem.TokenRefused()));
        assertThat(sessions.find(cookie(trick.getValue()))).isEmpty();
    }

    @Test
    void findsTheSessionOfAGoodToken() {
        Session session = new Session("reader-1", "session-1", CLOCK.instant(), Access.SUBSCRIBERS);

        assertThat(sessions.find(bearer(ISSUER.token()))).contains(session);
        assertThat(sessions.find(cookie(ISSUER.token()))).contains(session);
        assertThat(sessions.find(MockServerHttpRequest.get("/")
                        .header(HttpHeaders.AUTHORIZATION, "bearer  " + ISSUER.token())
                        .build()))
                .contains(session);
        assertThat(sessions.find(bearer(ISSUER.token(claims -> claims.claim("scope", List.of("reader"))))))
                .contains(session);
    }

    @Test
    void findsNoneWithoutAToken() {
        assertThat(sessions.find(MockServerHttpRequest.get("/").build())).isEmpty();
        assertThat(sessions.find(MockServerHttpRequest.get("/")
                        .header(HttpHeaders.AUTHORIZATION, "Basic " + ISSUER.token())
                        .build()))
                .isEmpty();
        assertThat(sessions.find(MockServerHttpRequest.get("/")
                        .cookie(new HttpCookie("press-access", ISSUER.token()))
                        .build()))
                .isEmpty();
    }

    @Test
    void takesAProgramsTokenForNoReaders() {
        assertThat(sessions.find(bearer(ISSUER.token(claims -> claims.claim("scope", "articles.write")))))
                .isEmpty();
        assertThat(sessions.find(bearer(ISSUER.token(claims -> claims.claim("scope", "readers")))))
                .isEmpty();
        assertThat(sessions.find(bearer(ISSUER.token(claims -> claims.claim("scope", null)))))
                .isEmpty();
    }

    @Test
    void refusesABearerWithoutAToken() {
        MockServerHttpRequest request = MockServerHttpRequest.get("/")
                .header(HttpHeaders.AUTHORIZATION, "Bearer")
                .build();

        assertThatThrownBy(() -> sessions.find(request)).isInstanceOf(AccessRefused.class);
    }

    @Test
    void believesABearerBeforeACookie() {
        assertThatThrownBy(() -> sessions.find(MockServerHttpRequest.get("/")
                        .header(HttpHeaders.AUTHORIZATION, "Bearer x")
                        .cookie(new HttpCookie("__Host-press-access", ISSUER.token()))
                        .build()))
                .isInstanceOf(AccessRefused.class);
    }

    @Test
    void readsNoMoreIntoATokenThanItSays() {
        assertThat(sessions.find(bearer(ISSUER.token(claims -> claims.claim("access", null))))
                        .map(Session::access))
                .contains(Access.EVERYONE);
        assertThat(sessions.find(bearer(ISSUER.token(claims -> claims.claim("access", "everything"))))
                        .map(Session::access))
                .contains(Access.EVERYONE);
    }

    @Test
    void refusesATokenThatWasWithdrawn() {
        String token = ISSUER.token(claims -> claims.subject("eve"));
        assertThat(sessions.find(bearer(token))).isPresent();

        ISSUER.tell("eve", State.SUSPENDED, Access.SUBSCRIBERS);

        assertThatThrownBy(() -> sessions.find(bearer(token))).isInstanceOf(AccessRefused.class);
        assertThat(sessions.find(cookie(token))).isEmpty();
        assertThat(sessions.find(bearer(ISSUER.token()))).isPresent();
    }

    @Test
    void saysThatItCannotTellWhenItNeverSawTheIssuersKeys() {
        FakeIssuer unheardOf = new FakeIssuer(CLOCK);
        Sessions early = unheardOf.sessions(false);

        assertThatThrownBy(() -> early.find(bearer(unheardOf.token())))
                .isInstanceOfSatisfying(
                        AccessRefused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(new AccessProblem.KeysUnknown()));
        assertThat(early.find(cookie(unheardOf.token()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void refusesAChangeUntilItCanBeToldWhatWasWithdrawn(String method) {
        FakeIssuer unheardOf = new FakeIssuer(CLOCK);
        Sessions early = unheardOf.sessions(false);
        MockServerHttpRequest change = bearer(HttpMethod.valueOf(method), unheardOf.token());
        MockServerHttpRequest read = bearer(HttpMethod.GET, unheardOf.token());
        MockServerHttpRequest head = bearer(HttpMethod.HEAD, unheardOf.token());

        assertRefused(new AccessProblem.KeysUnknown(), () -> early.refuseWithdrawn(change));
        early.refuseWithdrawn(read);
        early.refuseWithdrawn(head);
        assertThat(early.canTell()).isFalse();

        unheardOf.learnKeys();
        assertRefused(new AccessProblem.WithdrawalsUnknown(), () -> early.refuseWithdrawn(change));
        early.refuseWithdrawn(read);
        early.refuseWithdrawn(head);
        assertThat(early.canTell()).isFalse();

        unheardOf.learnWithdrawals();
        early.refuseWithdrawn(change);
        assertThat(early.canTell()).isTrue();
    }

    @Test
    void letsAChangePassWithATokenThatTheIssuerGaveSinceTheStart() {
        FakeIssuer issuer = new FakeIssuer(CLOCK);
        Sessions early = issuer.sessions(false);
        issuer.learnKeys();
        Date since = Date.from(CLOCK.instant().plusSeconds(6));
        String fresh = issuer.token(claims -> claims.issueTime(since));

        early.refuseWithdrawn(bearer(HttpMethod.POST, fresh));

        issuer.tell("reader-1", State.SUSPENDED, Access.EVERYONE);
        assertRefused(new AccessProblem.TokenRefused(), () -> early.refuseWithdrawn(bearer(HttpMethod.POST, fresh)));
    }

    @Test
    void refusesWhatIsKnownToBeWithdrawnBeforeAllIs() {
        FakeIssuer issuer = new FakeIssuer(CLOCK);
        Sessions early = issuer.sessions(false);
        issuer.learnKeys();
        issuer.tell("reader-1", State.SUSPENDED, Access.EVERYONE);

        assertRefused(
                new AccessProblem.TokenRefused(), () -> early.refuseWithdrawn(bearer(HttpMethod.POST, issuer.token())));
    }

    @Test
    void holdsUpNoChangeOfWhoShowsNoBearersToken() {
        Sessions early = new FakeIssuer(CLOCK).sessions(false);

        early.refuseWithdrawn(MockServerHttpRequest.post("/").build());
        early.refuseWithdrawn(MockServerHttpRequest.post("/")
                .header(HttpHeaders.AUTHORIZATION, "Basic eDp5")
                .build());
    }

    private static void assertRefused(AccessProblem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AccessRefused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem));
    }

    private static MockServerHttpRequest bearer(String token) {
        return bearer(HttpMethod.GET, token);
    }

    private static MockServerHttpRequest bearer(HttpMethod method, String token) {
        return MockServerHttpRequest.method(method, "/")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .build();
    }

    private static MockServerHttpRequest cookie(String token) {
        return MockServerHttpRequest.get("/")
                .cookie(new HttpCookie("__Host-press-access", token))
                .build();
    }
}
