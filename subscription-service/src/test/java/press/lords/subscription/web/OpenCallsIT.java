package press.lords.subscription.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class OpenCallsIT {

    private static RunningService service;

    @BeforeAll
    static void start() {
        TestBroker.empty();
        service = RunningService.start(TestDatabase.name(), "spring.servlet.multipart.location=/dev/null/nowhere");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void areExactlyThoseOfTheOpenApiDocument() {
        Set<String> served = new TreeSet<>(Set.of("post /oauth2/token"));
        service.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(call -> call.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> call.getPatternValues()
                                .forEach(path -> served.add(method.name().toLowerCase(Locale.ROOT) + " " + path))));

        Set<String> described = new TreeSet<>();
        paths().forEachEntry(
                        (path, calls) -> calls.propertyNames().forEach(method -> described.add(method + " " + path)));
        assertThat(described).isEqualTo(served);
    }

    @Test
    void areAllButThoseThatTheDocumentHasForReadersStaffAndPrograms() {
        String program = "Bearer " + service.accessToken();
        List<String> closed = new ArrayList<>();
        paths().forEachEntry((path, calls) -> calls.forEachEntry((method, call) -> {
            if (isClosed(call)) {
                closed.add(method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{.*?}", "x"));
            }
        }));

        assertThat(closed).hasSize(23).allSatisfy(call -> {
            String method = call.substring(0, call.indexOf(' '));
            String path = call.substring(call.indexOf(' ') + 1);
            String body = Set.of("POST", "PUT", "PATCH").contains(method) ? "{}" : "";
            assertProblem(service.call(method, path, body), 401, "unauthenticated");
            assertProblem(service.call(method, path, body, "Authorization", "Bearer x"), 401, "unauthenticated");
            assertThat(service.call(method, path, body, "Authorization", program)
                            .statusCode())
                    .isIn(401, 403);
        });
    }

    @Test
    void sayThatTheDatabaseMayBeAwayUnlessTheyDoWithoutIt() {
        List<String> without = new ArrayList<>();
        paths().forEachEntry((path, calls) -> calls.forEachEntry((method, call) -> {
            if (!call.get("responses").has("503")) {
                without.add(method + " " + path);
            }
        }));

        assertThat(without)
                .containsExactlyInAnyOrder(
                        "get /oauth2/jwks",
                        "get /.well-known/oauth-authorization-server",
                        "get /subscribe",
                        "get /sign-in",
                        "get /sign-in/{token}",
                        "get /staff/{token}",
                        "get /unsubscribe/{token}");
    }

    private static boolean isClosed(JsonNode call) {
        List<Set<String>> oneOf = call.path("security")
                .valueStream()
                .map(all -> Set.copyOf(all.propertyNames()))
                .toList();
        return !oneOf.contains(Set.of())
                && oneOf.stream().flatMap(Set::stream).anyMatch(Set.of("reader", "refresh", "program")::contains);
    }

    @ParameterizedTest
    @CsvSource({"/oauth2/jwks", "/.well-known/oauth-authorization-server"})
    void answerAsDescribed(String path) {
        HttpResponse<String> response = service.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(service.json(response).propertyNames()).containsExactlyInAnyOrderElementsOf(required(path, "get"));
    }

    @Test
    void answerATokenAsDescribed() {
        HttpResponse<String> response =
                service.token("newsroom", RunningService.SECRET, Map.of("grant_type", "client_credentials"));

        assertThat(service.json(response).propertyNames())
                .containsExactlyInAnyOrderElementsOf(required("/oauth2/token", "post"));
    }

    @Test
    void includeTheProbesAndTheDescription() {
        assertThat(List.of("/livez", "/readyz", "/openapi.yaml"))
                .allSatisfy(path -> assertThat(service.get(path).statusCode()).isEqualTo(200));
    }

    @Test
    void tellTheirHeadWithoutTheRest() {
        List<String> paths = new ArrayList<>(List.of("/openapi.yaml", "/passkeys.js", "/livez", "/readyz"));
        paths().forEachEntry((path, calls) -> {
            if (calls.has("get") && !isClosed(calls.get("get"))) {
                paths.add(path.replaceAll("\\{.*?}", "x"));
            }
        });

        assertThat(paths).hasSizeGreaterThan(15).allSatisfy(path -> {
            HttpResponse<String> head = service.call("HEAD", path, "");
            HttpResponse<String> whole = service.get(path);
            assertThat(head.statusCode()).isEqualTo(200).isEqualTo(whole.statusCode());
            assertThat(head.headers().firstValue("Content-Type"))
                    .isEqualTo(whole.headers().firstValue("Content-Type"));
            assertThat(head.body()).isEmpty();
        });
        assertThat(service.call("HEAD", "/nothing", "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/error",
                "/login",
                "/oauth2/token",
                "/oauth2/authorize",
                "/oauth2/introspect",
                "/oauth2/revoke",
                "/oauth2/device_authorization",
                "/oauth2/par",
                "/connect/register",
                "/userinfo",
                "/.well-known/openid-configuration",
                "/actuator",
                "/actuator/health",
                "/actuator/env",
                "/problems.md",
                "/application.yml"
            })
    void areNotOpenUnlessListed(String path) {
        HttpResponse<String> got = service.get(path);

        assertProblem(got, 404, "not-found");
        if (!path.equals("/oauth2/token")) {
            assertProblem(service.send(request(path).POST(BodyPublishers.ofString("a=b"))), 404, "not-found");
        }
    }

    /** They tell secrets, or change how the service runs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "heapdump",
                "threaddump",
                "loggers",
                "configprops",
                "beans",
                "mappings",
                "shutdown",
                "nothing"
            })
    void areNotOpenToOperatorsEither(String endpoint) {
        HttpResponse<String> answer =
                service.send(HttpRequest.newBuilder(URI.create(service.managementAddress("/actuator/" + endpoint))));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(service.send(HttpRequest.newBuilder(URI.create(service.managementAddress("/actuator/info"))))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void carrySecurityHeadersAlsoOnRefusals() {
        assertThat(List.of(service.get("/oauth2/jwks"), service.get("/nothing"), service.send(service.form(Map.of()))))
                .allSatisfy(response -> {
                    var headers = response.headers();
                    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
                    assertThat(headers.firstValue("Strict-Transport-Security")).isPresent();
                    assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
                    assertThat(headers.firstValue("Permissions-Policy")).isPresent();
                    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                            .contains("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'");
                });
    }

    @Test
    void refuseABodyThatIsTooLarge() {
        String tooLarge = "grant_type=" + "x".repeat(70_000);

        assertProblem(
                service.send(request("/oauth2/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(tooLarge))),
                413,
                "body-too-large");
        assertProblem(
                service.send(request("/oauth2/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge.getBytes(UTF_8))))),
                413,
                "body-too-large");
    }

    /** Where it would be kept while it comes in there is no room: to try that would be an error of ours. */
    @ParameterizedTest
    @CsvSource({"/api/subscriptions, 415, unsupported-media-type", "/api/unsubscribe/x, 410, link-invalid"})
    void keepNoFileThatComesWithThem(String path, int status, String problem) {
        String file = "--part\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n"
                + "x".repeat(60_000) + "\r\n--part--\r\n";

        assertProblem(
                service.send(request(path)
                        .header("Content-Type", "multipart/form-data; boundary=part")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file.getBytes(UTF_8))))),
                status,
                problem);
    }

    @Test
    void unpackNothing() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream packing = new GZIPOutputStream(packed)) {
            packing.write("{\"email\": \"reader@example.org\"}".getBytes(UTF_8));
        }

        assertProblem(
                service.send(request("/api/subscriptions")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(packed.toByteArray()))),
                400,
                "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /oauth2/jwks?a=<script> HTTP/1.1", "NOT-EVEN-HTTP", "GET http://[broken HTTP/1.1"})
    void answerWhatIsNotHttpWithAProblem(String line) throws Exception {
        URI address = URI.create(service.address("/"));
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write((line + "\r\nHost: press\r\nConnection: close\r\n\r\n").getBytes(UTF_8));

            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "/problems/bad-request")
                    .doesNotContain("<html", "Tomcat", "Exception");
        }
    }

    @Test
    void limitFailedAttemptsAndSayWhenToComeBack() {
        for (int n = 0; n < 10; n++) {
            assertThat(guess(n).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> response = guess(10);

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(service.json(response).get("error").asString()).isEqualTo("slow_down");
        assertThat(response.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
        assertThat(service.accessToken()).isNotBlank();
    }

    private static HttpResponse<String> guess(int number) {
        return service.send(service.form(Map.of("client_id", "somebody", "client_secret", "guess " + number)));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(service.address(path)));
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = service.json(response);
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + type);
        assertThat(response.body()).doesNotContain("Exception", "springframework", "apache");
    }

    private static JsonNode paths() {
        return OpenApi.document().get("paths");
    }

    private static List<String> required(String path, String method) {
        return paths().get(path)
                .get(method)
                .at("/responses/200/content/application~1json/schema/required")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
