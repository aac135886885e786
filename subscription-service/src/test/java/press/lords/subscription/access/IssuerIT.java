package press.lords.subscription.access;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.access.signing.TokenKeys;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IssuerIT {

    private static final String ISSUER = "http://press.example";

    private static TestMailServer mails;
    private static RunningService service;

    @BeforeAll
    static void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = RunningService.start(
                TestDatabase.name(),
                "spring.mail.port=" + mails.port(),
                "press.issuer.uri=" + ISSUER,
                "press.failed-attempts.per-client-and-address=1000",
                "press.failed-attempts.per-address=1000");
    }

    @AfterAll
    static void stop() {
        service.close();
        mails.close();
    }

    @Test
    void givesATokenThatAnyResourceServerCanVerify() {
        HttpResponse<String> response = token(Map.of("grant_type", "client_credentials", "scope", "articles.write"));

        JsonNode body = service.json(response);
        Jwt token = verifier().decode(body.get("access_token").asString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(body.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(token.getSubject()).isEqualTo("newsroom");
        assertThat(token.getClaimAsStringList("scope")).containsExactly("articles.write");
        assertThat(token.getClaimAsString("iss")).isEqualTo(ISSUER);
        assertThat(token.getAudience()).containsExactly("lords-press");
        assertThat(token.getId()).isNotBlank();
        assertThat(token.getNotBefore()).isNotNull();
        assertThat(Duration.between(token.getIssuedAt(), token.getExpiresAt()))
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void takesTheSecretFromTheFormAsWell() {
        HttpResponse<String> response = service.send(service.form(Map.of(
                "grant_type", "client_credentials", "client_id", "newsroom", "client_secret", RunningService.SECRET)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(service.json(response).get("scope").asString()).isEqualTo("articles.write");
    }

    @Test
    void givesEveryTokenItsOwnId() {
        assertThat(verifier().decode(service.accessToken()).getId())
                .isNotEqualTo(verifier().decode(service.accessToken()).getId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization_code",
                "refresh_token",
                "password",
                "urn:ietf:params:oauth:grant-type:device_code",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "urn:ietf:params:oauth:grant-type:jwt-bearer"
            })
    void refusesEveryOtherGrant(String grant) {
        HttpResponse<String> response = token(Map.of("grant_type", grant, "refresh_token", "1"));

        assertRefused(response, 400, "unsupported_grant_type");
    }

    @Test
    void refusesACodeThatItCanNotHaveGiven() {
        assertRefused(token(Map.of("grant_type", "authorization_code", "code", "1")), 400, "invalid_grant");
    }

    @Test
    void refusesRequestsWithoutAGrantOrWithAScopeThatTheClientDoesNotHave() {
        assertRefused(token(Map.of("scope", "articles.write")), 400, "invalid_request");
        assertRefused(
                token(Map.of("grant_type", "client_credentials", "scope", "articles.write admin")),
                400,
                "invalid_scope");
    }

    @Test
    void refusesAWrongSecretAnUnknownClientAndNoneAlike() {
        Map<String, String> form = Map.of("grant_type", "client_credentials");

        HttpResponse<String> wrongSecret = service.token("newsroom", RunningService.SECRET + "x", form);
        HttpResponse<String> unknownClient = service.token("nobody", RunningService.SECRET, form);
        HttpResponse<String> none = service.send(service.form(form));

        assertThat(List.of(wrongSecret, unknownClient, none)).allSatisfy(response -> {
            assertRefused(response, 401, "invalid_client");
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"oauth2\"");
            assertThat(response.body()).isEqualTo("{\"error\":\"invalid_client\"}");
        });
    }

    @Test
    void takesNoCredentialsFromTheAddressLine() {
        HttpResponse<String> response = service.send(service.form(Map.of("grant_type", "client_credentials"))
                .uri(URI.create(
                        service.address("/oauth2/token?client_id=newsroom&client_secret=" + RunningService.SECRET))));

        assertThat(response.statusCode()).isBetween(400, 401);
        assertThat(response.body()).doesNotContain("access_token");
    }

    @Test
    void showsOnlyPublicKeysAndLetsThemBeCachedForAWhile() {
        HttpResponse<String> response = service.get("/oauth2/jwks");

        assertThat(response.headers().firstValue("Cache-Control")).hasValue("max-age=300, public");
        JsonNode keys = service.json(response).get("keys");
        assertThat(keys).isNotEmpty().allSatisfy(key -> {
            assertThat(key.propertyNames()).containsExactlyInAnyOrder("kty", "e", "use", "kid", "alg", "n");
            assertThat(key.get("alg").asString()).isEqualTo("RS256");
        });
    }

    @Test
    void announcesWhatItCanDoAndNothingElse() {
        JsonNode metadata = service.json(service.get("/.well-known/oauth-authorization-server"));

        assertThat(metadata.get("issuer").asString()).isEqualTo(ISSUER);
        assertThat(metadata.get("token_endpoint").asString()).isEqualTo(ISSUER + "/oauth2/token");
        assertThat(metadata.get("jwks_uri").asString()).isEqualTo(ISSUER + "/oauth2/jwks");
        assertThat(metadata.get("grant_types_supported").toString()).isEqualTo("[\"client_credentials\"]");
        assertThat(metadata.get("scopes_supported").toString()).isEqualTo("[\"articles.write\"]");
        assertThat(metadata.has("authorization_endpoint")).isFalse();
    }

    @Test
    void aVerifierRefusesForgedTokens() throws Exception {
        RSAKey foreign = new RSAKeyGenerator(2048).keyID("foreign").generate();
        RSAKey foreignWithOurKid =
                new RSAKeyGenerator(2048).keyID(ourKey().getKeyID()).generate();
        String unsigned = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8))
                + "." + SignedJWT.parse(service.accessToken()).getParsedParts()[1] + ".";

        assertThat(verifier().decode(signed(ourKey(), claims().build())).getSubject())
                .isEqualTo("newsroom");
        assertForged(unsigned);
        assertForged(signed(foreign, claims().build()));
        assertForged(signed(foreignWithOurKid, claims().build()));
        assertForged(signed(ourKey(), claims().audience("somebody-else").build()));
        assertForged(signed(ourKey(), claims().issuer("http://else.example").build()));
        assertForged(signed(
                ourKey(),
                claims().expirationTime(Date.from(Instant.now().minusSeconds(120)))
                        .build()));
        assertForged(signed(
                ourKey(),
                claims().notBeforeTime(Date.from(Instant.now().plusSeconds(120)))
                        .build()));
    }

    @Test
    void nobodyIsAReaderByAForgedToken() throws Exception {
        JWTClaimsSet claims = SignedJWT.parse(
                        SignedUp.reader(service, mails, "[]").signIn().access())
                .getJWTClaimsSet();

        assertThat(callsWith(signed(ourKey(), readers(claims).build())))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(forgeries(claims))
                .allSatisfy((_, token) -> assertThat(callsWith(token)).allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(401);
                    assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/unauthenticated");
                }));
    }

    private static List<HttpResponse<String>> callsWith(String token) {
        return List.of(
                service.call("GET", "/api/me", "", "Authorization", "Bearer " + token),
                service.call("GET", "/api/me", "", "Cookie", "__Host-press-access=" + token));
    }

    /** By what is wrong with them: each but for that one thing a good one. */
    private static Map<String, String> forgeries(JWTClaimsSet claims) throws Exception {
        JWTClaimsSet good = readers(claims).build();
        RSAKey foreign = new RSAKeyGenerator(2048).keyID(ourKey().getKeyID()).generate();
        Instant now = Instant.now();
        return Map.ofEntries(
                Map.entry("no algorithm", new PlainJWT(good).serialize()),
                Map.entry("a foreign key under our name", signed(foreign, good)),
                Map.entry(
                        "the public key as a secret",
                        signed(
                                header(JWSAlgorithm.HS256),
                                new MACSigner(ourKey().toRSAPublicKey().getEncoded()),
                                good)),
                Map.entry(
                        "another algorithm of our key",
                        signed(header(JWSAlgorithm.PS256), new RSASSASigner(ourKey()), good)),
                Map.entry(
                        "a key that it brings itself",
                        signed(header(JWSAlgorithm.RS256).jwk(foreign.toPublicJWK()), new RSASSASigner(foreign), good)),
                Map.entry(
                        "an address of its keys",
                        signed(
                                header(JWSAlgorithm.RS256).jwkURL(URI.create("http://127.0.0.1:1/keys")),
                                new RSASSASigner(foreign),
                                good)),
                Map.entry(
                        "a file as the name of its key",
                        signed(
                                header(JWSAlgorithm.RS256).keyID("../../../../dev/null"),
                                new RSASSASigner(foreign),
                                good)),
                Map.entry(
                        "a key that nobody published",
                        signed(header(JWSAlgorithm.RS256).keyID("unknown"), new RSASSASigner(foreign), good)),
                Map.entry(
                        "what must be understood and isn't",
                        signed(
                                header(JWSAlgorithm.RS256)
                                        .criticalParams(Set.of("press"))
                                        .customParam("press", true),
                                new RSASSASigner(ourKey()),
                                good)),
                Map.entry(
                        "another issuer",
                        signed(
                                ourKey(),
                                readers(claims).issuer("http://else.example").build())),
                Map.entry(
                        "another audience",
                        signed(
                                ourKey(),
                                readers(claims).audience("somebody-else").build())),
                Map.entry(
                        "over",
                        signed(
                                ourKey(),
                                readers(claims)
                                        .expirationTime(Date.from(now.minusSeconds(120)))
                                        .build())),
                Map.entry(
                        "no end",
                        signed(ourKey(), readers(claims).expirationTime(null).build())),
                Map.entry(
                        "not begun",
                        signed(
                                ourKey(),
                                readers(claims)
                                        .notBeforeTime(Date.from(now.plusSeconds(120)))
                                        .build())));
    }

    /** Issued some minutes ago: a token that ended before it began would be refused for that. */
    private static JWTClaimsSet.Builder readers(JWTClaimsSet claims) {
        Date before = Date.from(Instant.now().minusSeconds(300));
        return new JWTClaimsSet.Builder(claims).issueTime(before).notBeforeTime(before);
    }

    @Test
    void rotatesOnTheManagementPortAloneAndKeepsTokensGood() {
        String before = service.accessToken();
        HttpRequest.Builder rotation = HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));

        HttpResponse<String> outside =
                service.send(rotation.copy().uri(URI.create(service.address("/actuator/signingkeys"))));
        HttpResponse<String> inside =
                service.send(rotation.copy().uri(URI.create(service.managementAddress("/actuator/signingkeys"))));

        assertThat(outside.statusCode()).isEqualTo(404);
        assertThat(inside.statusCode()).isEqualTo(200);
        assertThat(service.json(inside).get("keys")).hasSize(2);
        assertThat(inside.body()).contains("\"NEXT\"", "\"CURRENT\"").doesNotContain("\"d\"");
        assertThat(service.json(service.get("/oauth2/jwks")).get("keys")).hasSize(2);
        assertThat(verifier().decode(before).getSubject()).isEqualTo("newsroom");
        assertThat(verifier().decode(service.accessToken()).getSubject()).isEqualTo("newsroom");
    }

    private static HttpResponse<String> token(Map<String, String> form) {
        return service.token("newsroom", RunningService.SECRET, form);
    }

    private static void assertRefused(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(service.json(response).get("error").asString()).isEqualTo(error);
    }

    private static void assertForged(String token) {
        assertThatThrownBy(() -> verifier().decode(token)).isInstanceOf(JwtException.class);
    }

    /** As every other service of the press has it: nothing but the issuer's name and its JWKS. */
    private static NimbusJwtDecoder verifier() {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSetUri(service.address("/oauth2/jwks")).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(ISSUER), new JwtAudienceValidator("lords-press")));
        return decoder;
    }

    private static RSAKey ourKey() {
        return service.context()
                .getBean(TokenKeys.class)
                .get(new JWKSelector(new JWKMatcher.Builder().build()), (SecurityContext) null)
                .getFirst()
                .toRSAKey();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("newsroom")
                .issuer(ISSUER)
                .audience("lords-press")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) throws Exception {
        return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()), new RSASSASigner(key), claims);
    }

    private static String signed(JWSHeader.Builder header, JWSSigner signer, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(header.build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID(ourKey().getKeyID());
    }
}
