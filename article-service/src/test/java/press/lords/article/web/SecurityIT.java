package press.lords.article.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import press.lords.article.Answer;
import press.lords.article.Issuer;
import press.lords.article.Newsroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.article.Newsroom.ISSUER;

class SecurityIT {

    private static final String NONE =
            base64("{\"alg\":\"none\"}") + "." + base64(Issuer.claims().build().toString()) + ".";

    private final Newsroom newsroom = Newsroom.shared();

    static Stream<String> refusedTokens() throws JOSEException {
        RSAKey foreign = Issuer.newKey();
        byte[] publicKey = ISSUER.key().toRSAPublicKey().getEncoded();
        return Stream.of(
                "",
                "nonsense",
                NONE,
                ISSUER.forgedToken(),
                Issuer.sign(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test").build(), publicKey),
                Issuer.sign(
                        new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("test").build(), ISSUER.key()),
                Issuer.sign(
                        Issuer.header()
                                .jwkURL(URI.create("http://127.0.0.1:1/jwks"))
                                .build(),
                        foreign),
                Issuer.sign(Issuer.header().jwk(foreign.toPublicJWK()).build(), foreign),
                Issuer.sign(Issuer.header().keyID("../../../../dev/null").build(), foreign),
                Issuer.sign(
                        Issuer.header()
                                .criticalParams(Set.of("exp"))
                                .customParam("exp", 1)
                                .build(),
                        ISSUER.key()),
                ISSUER.token(claims -> claims.issuer("https://elsewhere.example")),
                ISSUER.token(claims -> claims.audience("another-press")),
                ISSUER.token(claims -> claims.audience((String) null)),
                ISSUER.token(
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)))),
                ISSUER.token(claims -> claims.expirationTime(null)),
                ISSUER.token(
                        claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(120)))));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("refusedTokens")
    void refusesTokensThatAreNotTheIssuers(String token) {
        Answer refused = newsroom.send(newsroom.anonymous("/api/articles")
                .header("Authorization", "Bearer " + token)
                .build());

        assertThat(refused.problem()).isEqualTo("401 /problems/unauthenticated");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(refused.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(refused.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"));
    }

    /** Each makes the service look for the key, which it does only so often. */
    @Test
    void refusesHoweverManyTokensOfAForeignKey() {
        String token = Issuer.sign(Issuer.header().keyID("foreign").build(), Issuer.newKey());
        for (int call = 0; call < 5; call++) {
            assertThat(newsroom.send(newsroom.anonymous("/api/articles")
                                    .header("Authorization", "Bearer " + token)
                                    .build())
                            .problem())
                    .isEqualTo("401 /problems/unauthenticated");
        }
        assertThat(newsroom.get("/api/articles?limit=1").status()).isEqualTo(200);
    }

    @Test
    void setsItsHeadersOnWhatIsTooLargeToo() {
        Answer refused = newsroom.post("/api/articles", "x".repeat(1_100_000));

        assertThat(refused.problem()).isEqualTo("413 /problems/body-too-large");
        assertThat(refused.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void keepsNoFileThatIsSent() {
        String file = "--part\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\nx\r\n--part--\r\n";

        assertThat(newsroom.send("POST", "/api/articles", "multipart/form-data; boundary=part", file.getBytes(UTF_8))
                        .problem())
                .isEqualTo("415 /problems/unsupported-media-type");
    }

    @Test
    void everyCallIsForStaffAlone() {
        long before = newsroom.database().getCollection("articles").countDocuments(new Document());
        String reader = ISSUER.token(claims -> claims.claim("scope", "reader"));
        for (HttpRequest.Builder call : everyCall()) {
            HttpRequest anonymous = call.copy().build();
            assertThat(newsroom.send(anonymous).problem())
                    .as(anonymous.toString())
                    .isEqualTo("401 /problems/unauthenticated");
            assertThat(newsroom.send(call.copy()
                                    .header("Authorization", "Bearer " + reader)
                                    .build())
                            .problem())
                    .as(anonymous.toString())
                    .isEqualTo("403 /problems/forbidden");
        }
        assertThat(newsroom.database().getCollection("articles").countDocuments(new Document()))
                .isEqualTo(before);
    }

    @Test
    void aSessionOfTheStaffWritesAsAProgramDoes() {
        String staff = ISSUER.token(claims -> claims.subject("an-editor")
                .claim("sid", "session")
                .claim("scope", "reader articles.write notice.write"));
        String admin = ISSUER.token(claims -> claims.claim("scope", "reader staff.manage"));

        assertThat(newsroom.send(newsroom.anonymous("/api/articles")
                                .header("Authorization", "Bearer " + staff)
                                .build())
                        .status())
                .isEqualTo(200);
        assertThat(newsroom.send(newsroom.anonymous("/api/articles")
                                .header("Authorization", "Bearer " + admin)
                                .build())
                        .problem())
                .isEqualTo("403 /problems/forbidden");
    }

    @Test
    void probesArePublicAndTheRestIsOnTheManagementPortAlone() {
        assertThat(newsroom.send(newsroom.anonymous("/readyz").build()).status())
                .isEqualTo(200);
        assertThat(newsroom.send(newsroom.anonymous("/livez").build()).status()).isEqualTo(200);
        assertThat(newsroom.send(newsroom.anonymous("/actuator/health").build()).status())
                .isIn(401, 404);
        assertThat(management("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(management("/actuator/health").body().path("components").has("journal"))
                .isTrue();
        assertThat(management("/actuator/env").status()).isNotEqualTo(200);
    }

    @Test
    void worksOnWithTheKeysOnDiskWhenTheIssuerIsAway(@TempDir Path state) throws IOException {
        Files.copy(ISSUER.jwksUri().toURL().openStream(), state.resolve("jwks.json"));

        try (Newsroom alone = Newsroom.start(Map.of(
                "press.tokens.jwks-uri",
                "http://127.0.0.1:1/jwks",
                "press.tokens.state-directory",
                state.toString()))) {
            assertThat(alone.get("/api/articles?limit=1").status()).isEqualTo(200);
            assertThat(alone.send(alone.anonymous("/api/articles")
                                    .header("Authorization", "Bearer " + ISSUER.forgedToken())
                                    .build())
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void saysThatTokensCannotBeCheckedWhenTheIssuerWasNeverThere() {
        try (Newsroom alone = Newsroom.start(Map.of("press.tokens.jwks-uri", "http://127.0.0.1:1/jwks"))) {
            for (int call = 0; call < 4; call++) {
                assertThat(alone.get("/api/articles").problem()).isEqualTo("503 /problems/unavailable");
            }
        }
    }

    @Test
    void answersProblemsAlsoBeforeAnythingOfOursIsReached() throws IOException {
        assertThat(raw("GET /api/articles;x=1 HTTP/1.1")).contains("400", "application/problem+json");
        assertThat(raw("GET /api//articles HTTP/1.1")).contains("400", "application/problem+json");
        assertThat(raw("GET /api/<> HTTP/1.1"))
                .contains("400", "application/problem+json")
                .doesNotContain("Tomcat", "<html");
    }

    @Test
    void keepsWhoDidWhat() {
        String id = newsroom.aDraft().text("id");
        newsroom.post("/api/articles/" + id + "/publication", "{}");
        List<String> actions = new ArrayList<>();
        newsroom.database()
                .getCollection("audit")
                .find(new Document("subject", "article/" + id).append("actor", "newsroom"))
                .forEach(entry -> actions.add(entry.getString("action")));

        assertThat(actions).containsExactlyInAnyOrder("ARTICLE_DRAFTED", "ARTICLE_PUBLISHED");
    }

    /** Each one of the document that isn't open to all; that the document has all there are is ContractIT's to see. */
    private List<HttpRequest.Builder> everyCall() {
        List<HttpRequest.Builder> calls = Operation.all().stream()
                .filter(operation -> !operation.open())
                .map(operation -> newsroom.anonymous(operation.path().replaceAll("\\{.*?}", "1"))
                        .header("Content-Type", "application/json")
                        .method(operation.method().toUpperCase(Locale.ROOT), BodyPublishers.ofString("{}")))
                .toList();
        assertThat(calls).hasSizeGreaterThan(15);
        return calls;
    }

    private Answer management(String path) {
        return newsroom.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + newsroom.managementPort() + path))
                .build());
    }

    private String raw(String requestLine) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), newsroom.port())) {
            String request = requestLine + "\r\nHost: localhost\r\nAuthorization: Bearer " + ISSUER.token()
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
