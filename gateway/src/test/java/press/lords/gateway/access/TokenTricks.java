package press.lords.gateway.access;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import press.lords.gateway.MutableClock;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Tokens that are no good, by what is wrong with them: each but for that one thing a good one. */
final class TokenTricks {

    static final MutableClock CLOCK = new MutableClock();
    static final FakeIssuer ISSUER = new FakeIssuer(CLOCK);

    private TokenTricks() {}

    static Stream<Map.Entry<String, String>> all() throws JOSEException {
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

    private static JWTClaimsSet.Builder expiring(JWTClaimsSet.Builder claims, Instant end) {
        return claims.issueTime(Date.from(end.minusSeconds(600)))
                .notBeforeTime(null)
                .expirationTime(Date.from(end));
    }

    private static String withPayload(String token, String json) {
        String[] parts = token.split("\\.", -1);
        return parts[0] + "." + base64(json) + "." + parts[2];
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
