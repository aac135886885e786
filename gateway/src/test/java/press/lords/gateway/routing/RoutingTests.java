package press.lords.gateway.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.SubscriberEvent.State;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;
import press.lords.gateway.access.FakeIssuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@GatewayTest
@ExtendWith(OutputCaptureExtension.class)
class RoutingTests {

    private static final List<String> COOKIES = List.of(
            "__Host-press-access=t; Path=/; Secure; HttpOnly; SameSite=Lax", "__Host-press-refresh=r; Path=/; Secure");

    private static final HttpServer SERVICE = service();
    private static final AtomicReference<Headers> RECEIVED = new AtomicReference<>(new Headers());
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final CountDownLatch END = new CountDownLatch(1);

    @Autowired
    private FakeIssuer issuer;

    private Http http;

    @DynamicPropertySource
    static void upstreams(DynamicPropertyRegistry properties) {
        String url = "http://127.0.0.1:" + SERVICE.getAddress().getPort();
        properties.add("press.routing.articles.url", () -> url);
        properties.add("press.routing.articles.response-timeout", () -> "2s");
        properties.add("press.routing.subscriptions.url", () -> url);
        properties.add("press.routing.weather.url", () -> "http://127.0.0.1:1");
    }

    @BeforeAll
    static void start() {
        SERVICE.start();
    }

    @AfterAll
    static void stop() {
        END.countDown();
        SERVICE.stop(0);
    }

    @BeforeEach
    void connect(@LocalServerPort int port) {
        http = new Http(port);
        CALLS.set(0);
    }

    @Test
    void passesCallsOnToTheirOwner() {
        for (String path : List.of(
                "/api/articles",
                "/api/articles/1/schedule",
                "/api/authors/x",
                "/api/categories",
                "/api/site",
                "/oauth2/token",
                "/oauth2/jwks",
                "/.well-known/openid-configuration",
                "/api/mail-reports",
                "/api/subscriptions",
                "/api/subscriptions/confirmations",
                "/api/sign-in-links",
                "/api/sessions",
                "/api/sessions/current/refresh",
                "/api/passkeys",
                "/api/passkeys/sessions",
                "/api/me",
                "/api/me/newsletters",
                "/api/unsubscribe/t",
                "/api/consent",
                "/api/consent/history",
                "/api/staff",
                "/api/staff/enrolment",
                "/api/staff/x/roles",
                "/api/clients",
                "/api/clients/x",
                "/api/notice",
                "/staff/t",
                "/subscribe",
                "/confirm/t",
                "/sign-in",
                "/sign-in/t",
                "/unsubscribe/t",
                "/consent",
                "/passkeys",
                "/passkeys.js",
                "/newsletters")) {
            HttpResponse<byte[]> response = http.get(path + "?a=1");
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(Http.text(response)).isEqualTo("GET " + path + "?a=1");
        }
        assertThat(http.get("/api/articles/teapot").statusCode()).isEqualTo(418);
    }

    @Test
    void keepsFromServicesWhatOnlyTheGatewayMayTellThem() {
        http.get(
                "/api/articles",
                "X-Forwarded-For",
                "1.2.3.4",
                "X-Forwarded-Host",
                "evil.example",
                "Forwarded",
                "for=1.2.3.4",
                "X-User-Id",
                "admin",
                "X-Internal-Token",
                "x",
                "X-Real-IP",
                "1.2.3.4",
                "X-Original-URL",
                "/admin",
                "TE",
                "trailers",
                "Authorization",
                "Bearer t",
                "X-Request-Id",
                "r1");

        assertThat(RECEIVED.get().keySet())
                .doesNotContain(
                        "X-user-id",
                        "X-internal-token",
                        "X-real-ip",
                        "X-original-url",
                        "Forwarded",
                        "X-forwarded-host",
                        "Te");
        assertThat(RECEIVED.get().get("X-forwarded-for")).containsExactly("127.0.0.1");
        assertThat(RECEIVED.get().getFirst("Authorization")).isEqualTo("Bearer t");
        assertThat(RECEIVED.get().getFirst("X-request-id")).isEqualTo("r1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/articles", "/api/site", "/api/me", "/api/notice"})
    void refusesATokenThatWasWithdrawnWhoeverIsCalled(String path) {
        String staff = token("staff-" + path, "session-1");
        String program = token("program-" + path, null);
        assertThat(http.get(path, "Authorization", "Bearer " + staff).statusCode())
                .isEqualTo(200);
        assertThat(http.get(path, "Authorization", "Bearer " + program).statusCode())
                .isEqualTo(200);
        CALLS.set(0);

        issuer.tell("staff-" + path, State.SUSPENDED, Access.EVERYONE);
        issuer.tell("program-" + path, State.ERASED, Access.EVERYONE);

        HttpResponse<byte[]> refused = http.get(path, "Authorization", "Bearer " + staff);
        assertProblem(refused, 401, "unauthenticated");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
        assertProblem(http.get(path, "Authorization", "bearer " + program), 401, "unauthenticated");
        assertThat(CALLS).hasValue(0);
        assertThat(http.get(path, "Authorization", "Bearer " + token("other", null))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void leavesToTheServiceWhatIsNoTokenOfTheIssuers() {
        for (String credentials : List.of("Bearer t", "Bearer", "Bearer a.b.c", "Basic eDp5")) {
            assertThat(http.get("/api/articles", "Authorization", credentials).statusCode())
                    .isEqualTo(200);
        }
    }

    private String token(String subject, @Nullable String session) {
        return issuer.token(claims -> claims.subject(subject).claim("sid", session));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/sessions",
                "/api/passkeys/sessions",
                "/api/me",
                "/api/consent",
                "/sign-in",
                "/unsubscribe/t",
                "/newsletters"
            })
    void passesCookiesOnWhereReadersSignInAndChoose(String path) {
        HttpResponse<byte[]> response = http.get(path, "Cookie", "__Host-press-access=a; other=b");

        assertThat(RECEIVED.get().get("Cookie")).containsExactly("__Host-press-access=a; other=b");
        assertThat(response.headers().allValues("Set-Cookie")).containsExactly(COOKIES.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/articles", "/api/site", "/oauth2/token", "/oauth2/jwks", "/.well-known/x"})
    void keepsCookiesFromEverybodyElse(String path) {
        HttpResponse<byte[]> response = http.get(path, "Cookie", "__Host-press-access=a");

        assertThat(RECEIVED.get().keySet()).doesNotContain("Cookie");
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void showsAPageWhenTheReadersPagesAreAway() {
        HttpResponse<byte[]> response = http.get("/sign-in/hang-up");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
    }

    @Test
    void tellsNothingOfTheMachineryBehindIt() {
        HttpResponse<byte[]> response = http.get("/api/articles");

        assertThat(response.headers().map()).doesNotContainKeys("server", "x-powered-by", "via");
        assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(response.headers().allValues("Strict-Transport-Security")).hasSize(1);
    }

    @Test
    void refusesABodyThatSaysItIsTooLarge() {
        HttpResponse<byte[]> response = http.send(http.request("/api/articles")
                .POST(BodyPublishers.ofByteArray(new byte[1_048_577]))
                .build());

        assertProblem(response, 413, "body-too-large");
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void cutsOffABodyThatTurnsOutToBeTooLarge() {
        byte[] chunk = new byte[65_536];
        HttpResponse<byte[]> response = http.send(http.request("/api/articles")
                .POST(BodyPublishers.ofByteArrays(Collections.nCopies(17, chunk)))
                .build());

        assertProblem(response, 413, "body-too-large");
    }

    @Test
    void passesOnABodyOfJustTheLimit() {
        HttpResponse<byte[]> response = http.send(http.request("/api/articles")
                .POST(BodyPublishers.ofByteArrays(Collections.nCopies(16, new byte[65_536])))
                .build());

        assertThat(Http.text(response)).isEqualTo("POST /api/articles 1048576");
    }

    @Test
    void saysThatAServiceIsAway() {
        assertProblem(http.get("/api/weather"), 503, "upstream-unavailable");
        assertThat(http.get("/api/weather").headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void saysThatAServiceIsSlowAndAsksItOnlyOnce() {
        HttpResponse<byte[]> response = http.send(http.request("/api/articles/slow")
                .POST(BodyPublishers.ofString("x"))
                .build());

        assertProblem(response, 504, "upstream-slow");
        assertThat(CALLS).hasValue(1);
    }

    @Test
    void saysThatAServiceHungUp() {
        assertProblem(http.get("/.well-known/hang-up"), 502, "upstream-unreadable");
        assertThat(CALLS).as("asked once").hasValue(1);
    }

    @Test
    void breaksOffWhereAServiceDoesWithoutLoggingTheAddressThatWasAskedFor(CapturedOutput output) {
        assertThatThrownBy(() -> http.get("/.well-known/planted-secret/cut-short"))
                .isInstanceOf(UncheckedIOException.class);

        await().untilAsserted(() -> assertThat(output.getAll()).contains("an answer broke off"));
        assertThat(output.getAll()).doesNotContain("planted-secret");
    }

    private static void assertProblem(HttpResponse<byte[]> response, int status, String type) {
        assertThat(response.statusCode()).as(Http.text(response)).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Http.json(response).at("/type").asString()).isEqualTo("/problems/" + type);
        assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    private static HttpServer service() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", RoutingTests::answer);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        CALLS.incrementAndGet();
        RECEIVED.set(exchange.getRequestHeaders());
        String path = exchange.getRequestURI().toString();
        int body = exchange.getRequestBody().readAllBytes().length;
        if (path.endsWith("/slow")) {
            awaitTheEnd();
        }
        if (path.endsWith("/hang-up")) {
            exchange.close();
            return;
        }
        if (path.endsWith("/cut-short")) {
            exchange.sendResponseHeaders(200, 100_000);
            exchange.getResponseBody().write(new byte[50_000]);
            exchange.getResponseBody().flush();
            exchange.close();
            return;
        }
        String text = exchange.getRequestMethod() + " " + path + (body > 0 ? " " + body : "");
        exchange.getResponseHeaders().put("Server", List.of("secret/1.0"));
        exchange.getResponseHeaders().put("Set-Cookie", COOKIES);
        exchange.getResponseHeaders().put("X-Powered-By", List.of("secret"));
        exchange.getResponseHeaders().put("X-Content-Type-Options", Arrays.asList("sniff"));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(path.endsWith("/teapot") ? 418 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void awaitTheEnd() {
        try {
            END.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
