package press.lords.gateway.access;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.SubscriberEvent.State;
import press.lords.gateway.MutableClock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SessionsTests {

    private static final MutableClock CLOCK = new MutableClock();
    private static final FakeIssuer ISSUER = new FakeIssuer(CLOCK);

    private final Sessions sessions = ISSUER.sessions(true);

    /** Each but for one thing a good one. */
    static Stream<Map.Entry<String, String>> tricks() throws JOSEException {
        RSAKey foreign = FakeIssuer.key();
        JWTClaimsSet claims = ISSUER.claims().build();
        String good = ISSUER.token();
        byte[] publicKey = ISSUER.privateKey().toRSAPublicKey().getEncoded();
        Instant now = CLOCK.instant();
        return Stream.of(
                Map.entry("nothing", ""),
                Map.entry("nonsense", "nonsense"),
                Map.entry("three parts of nothing", ".."),
                Map.entry("no algorithm", base64("{\"alg\":\"none\"}") + "." + base64(claims.toString()) + "."),
                Map.entry(
                        "no algorithm, in capitals",
                        base64("{\"alg\":\"NONE\"}") + "." + good.split("\\.", -1)[1] + "."),
                Map.entry("no signature", good.substring(0, good.lastIndexOf('.') + 1)),
                Map.entry("another signature", good.substring(0, good.length() - 8) + "AAAAAAAA"),
                Map.entry("other claims", withPayload(good, claims.toString().replace("reader-1", "reader-2"))),
                Map.entry(
                        "the public key as a secret",
                        FakeIssuer.sign(
                                new JWSHeader.Builder(JWSAlgorithm.HS256)
                                        .keyID(ISSUER.privateKey().getKeyID())
                                        .build(),
                                new MACSigner(publicKey),
                                claims)),
                Map.entry(
                        "another algorithm of the same key",
                        FakeIssuer.sign(
                                new JWSHeader.Builder(JWSAlgorithm.PS512).build(),
                                FakeIssuer.signer(ISSUER.privateKey()),
                                claims)),
                Map.entry(
                        "a foreign key under the issuer's name",
                        FakeIssuer.sign(ISSUER.header().build(), FakeIssuer.signer(foreign), claims)),
                Map.entry(
                        "a key that it brings itself",
                        FakeIssuer.sign(
                                ISSUER.header().jwk(foreign.toPublicJWK()).build(),
                                FakeIssuer.signer(foreign),
                                claims)),
                Map.entry(
                        "an address of its keys",
                        FakeIssuer.sign(
                                ISSUER.header()
                                        .jwkURL(URI.create("http://127.0.0.1:1/evil"))
                                        .keyID(foreign.getKeyID())
                                        .build(),
                                FakeIssuer.signer(foreign),
                                claims)),
                Map.entry(
                        "a path for a key's name",
                        FakeIssuer.sign(
                                ISSUER.header().keyID("../../../../dev/null").build(),
                                FakeIssuer.signer(foreign),
                                claims)),
                Map.entry(
                        "what must be understood and isn't",
                        FakeIssuer.sign(
                                ISSUER.header()
                                        .criticalParams(Set.of("exp"))
                                        .customParam("exp", 1)
                                        .build(),
                                FakeIssuer.signer(ISSUER.privateKey()),
                                claims)),
                Map.entry("deep nesting", base64("[".repeat(4_000)) + "." + base64("[".repeat(4_000)) + ".AAAA"),
                Map.entry("another issuer", ISSUER.token(c -> c.issuer("https://elsewhere.example"))),
                Map.entry("no issuer", ISSUER.token(c -> c.issuer(null))),
                Map.entry("another audience", ISSUER.token(c -> c.audience("another-press"))),
                Map.entry("no audience", ISSUER.token(c -> c.audience((String) null))),
                Map.entry("over", ISSUER.token(c -> expiring(c, now.minusSeconds(31)))),
                Map.entry("no end", ISSUER.token(c -> c.expirationTime(null))),
                Map.entry("not begun", ISSUER.token(c -> c.notBeforeTime(Date.from(now.plusSeconds(60))))),
                Map.entry("no beginning", ISSUER.token(c -> c.issueTime(null))),
                Map.entry("issued tomorrow", ISSUER.token(c -> expiring(c, now.plus(Duration.ofDays(1))))),
                Map.entry("good for too long", ISSUER.token(c -> c.expirationTime(Date.from(now.plusSeconds(601))))),
                Map.entry("nobody's", ISSUER.token(c -> c.subject(null))),
                Map.entry("no session's", ISSUER.token(c -> c.claim("sid", null))));
    }

    @ParameterizedTest
    @MethodSource("tricks")
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

    private static JWTClaimsSet.Builder expiring(JWTClaimsSet.Builder claims, Instant end) {
        return claims.issueTime(Date.from(end.minusSeconds(600)))
                .notBeforeTime(null)
                .expirationTime(Date.from(end));
    }

    private static String withPayload(String token, String json) {
        String[] parts = token.split("\\.", -1);
        return parts[0] + "." + base64(json) + "." + parts[2];
    }

    private static MockServerHttpRequest bearer(String token) {
        return MockServerHttpRequest.get("/")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .build();
    }

    private static MockServerHttpRequest cookie(String token) {
        return MockServerHttpRequest.get("/")
                .cookie(new HttpCookie("__Host-press-access", token))
                .build();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
