package press.lords.gateway.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import press.lords.gateway.FakeView;
import press.lords.gateway.Fixtures;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemTests {

    @Autowired
    private FakeView view;

    @Autowired
    private ProblemHandler handler;

    private Http http;

    @BeforeEach
    void furnish(@LocalServerPort int port) {
        http = new Http(port);
        view.clear();
        view.add(Fixtures.anArticle("a1", "bells"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/nothing, 404, not-found",
        "GET, /api/pages/articles/bells/more, 404, not-found",
        "GET, /actuator/gateway/routes, 404, not-found",
        "GET, /problems/nothing, 404, not-found",
        "POST, /api/pages/articles/bells, 405, method-not-allowed",
        "DELETE, /api/search, 405, method-not-allowed",
        "GET, /api/pages/articles/unknown, 404, article-unknown",
    })
    void saysWhatIsWrong(String method, String path, int status, String type) {
        HttpResponse<byte[]> response = http.send(method, path, "Accept", "text/html");
        if (status != 405 && response.statusCode() == 406) {
            response = http.send(method, path);
        }

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Http.json(response).at("/type").asString()).isEqualTo("/problems/" + type);
    }

    @Test
    void namesTheMethodsThatWork() {
        assertThat(http.send("PUT", "/api/pages/front")
                        .headers()
                        .firstValue("Allow")
                        .orElseThrow()
                        .split(",", -1))
                .containsExactlyInAnyOrder("GET", "HEAD");
    }

    @Test
    void hasNoPageButJson() {
        assertThat(Http.json(http.get("/api/pages/articles/bells", "Accept", "image/png"))
                        .at("/type")
                        .asString())
                .isEqualTo("/problems/not-acceptable");
        assertThat(http.get("/api/pages/articles/bells", "Accept", "text/html,*/*;q=0.1")
                        .statusCode())
                .isEqualTo(200);
        assertThat(http.get("/api/pages/articles/bells", "Accept", "application/json;q=0")
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void protectsEveryAnswer() {
        for (String path : List.of(
                "/api/pages/articles/bells",
                "/api/pages/articles/bells?x=1",
                "/nothing",
                "/openapi.yaml",
                "/problems/not-found",
                "/api/pages/front?limit=0",
                "/",
                "/articles/bells",
                "/articles/bells?x=1",
                "/articles/unknown",
                "/search?q=bells")) {
            HttpResponse<byte[]> response = http.get(path);
            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .as(path)
                    .contains("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'");
            Map.of(
                            "Strict-Transport-Security", "max-age=63072000; includeSubDomains",
                            "X-Content-Type-Options", "nosniff",
                            "X-Frame-Options", "DENY",
                            "Referrer-Policy", "strict-origin-when-cross-origin",
                            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
                            "Cross-Origin-Opener-Policy", "same-origin")
                    .forEach((name, value) -> assertThat(response.headers().allValues(name))
                            .as(path + " " + name)
                            .containsExactly(value));
        }
    }

    @Test
    void letsPagesOfOtherOriginsReadNothingUnlessTheyAreListed() {
        for (String path : List.of("/api/pages/articles/bells", "/api/consent", "/nothing")) {
            assertThat(http.get(path, "Origin", "https://elsewhere.example")
                            .headers()
                            .map())
                    .as(path)
                    .doesNotContainKeys("access-control-allow-origin", "access-control-allow-credentials");
        }
        HttpResponse<byte[]> preflight = http.send(
                "OPTIONS",
                "/api/consent",
                "Origin",
                "https://elsewhere.example",
                "Access-Control-Request-Method",
                "POST");
        assertThat(preflight.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void explainsEachTypeOfEveryServiceAtItsAddress() throws IOException {
        List<String> addresses = Pattern.compile("/problems/[a-z-]+")
                .matcher(new ClassPathResource("docs/problems.md").getContentAsString(StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(addresses).contains("/problems/article-retracted", "/problems/slug-taken", "/problems/unavailable");
        for (String address : addresses) {
            HttpResponse<byte[]> response = http.get(address);
            assertThat(response.statusCode()).as(address).isEqualTo(200);
            assertThat(Http.text(response)).contains(address.substring("/problems/".length()) + ": ");
        }
    }

    @Test
    void listsEachTypeInTheDocument() throws IOException {
        String document = new ClassPathResource("problems.md").getContentAsString(StandardCharsets.UTF_8);
        List<String> rows = document.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1)[1].strip() + " " + line.split("\\|", -1)[2].strip())
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                        .map(type -> "`/problems/" + type.slug() + "` "
                                + type.status().value())
                        .toList());
    }

    @Test
    void logsAnIncidentWithoutTheAddressThatWasAskedFor(CapturedOutput output) {
        view.beforeSearches(() -> {
            throw new IllegalStateException("the index is broken");
        });

        HttpResponse<byte[]> response = http.get("/api/search?q=planted-secret");

        String incident = Http.json(response).at("/incident").asString();
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(output.getAll())
                .contains("incident " + incident, "IllegalStateException: the index is broken", "ProblemTests")
                .doesNotContain("planted-secret");
    }

    @Test
    void showsAnIncidentAndNothingElse() {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/api/x"));

        handler.handle(exchange, new IllegalStateException("password=hunter2")).block();

        String body = exchange.getResponse().getBodyAsString().block();
        assertThat(exchange.getResponse().getStatusCode()).hasToString("500 INTERNAL_SERVER_ERROR");
        assertThat(body).contains("\"incident\":\"").doesNotContain("hunter2", "IllegalState");
    }
}
