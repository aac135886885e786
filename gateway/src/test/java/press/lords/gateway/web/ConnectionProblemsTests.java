package press.lords.gateway.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.List;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
@TestPropertySource(properties = "press.web.allowed-origins=https://reader.example")
class ConnectionProblemsTests {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({
        "no request at all, 400, bad-request",
        "GET / HTTP/9x, 400, bad-request",
        "GET /LONG HTTP/1.1, 414, address-too-long",
        "GET / HTTP/1.1@X-Long: LONG, 431, headers-too-large",
        "GET / HTTP/1.1@Bad Header: x, 400, bad-request",
        "POST /api/search HTTP/1.1@Content-Length: -1, 400, bad-request",
    })
    void whatIsNotHttpIsAProblemToo(String request, int status, String type) throws IOException {
        String lines = request.replace("@", "\r\n").replace("LONG", "x".repeat(20_000));

        assertProblem(answer(lines + "\r\nHost: localhost\r\n\r\n"), status, type);
    }

    @Test
    void anAddressThatIsNoneIsAProblemAndTheConnectionGoesOn() throws IOException {
        String answer = answer("GET /search?q=a|b HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "HEAD /search?q=a|b HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "GET /search?q=a%7Cb HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertProblem(answer, 400, "bad-request");
        assertThat(answer.split("HTTP/1.1 400", -1)).hasSize(3);
        assertThat(answer.split("\"status\":400", -1)).hasSize(2);
        assertThat(answer).contains("HTTP/1.1 200 OK");
    }

    @Test
    void whatAServiceRefusesWithoutABodyPassesAsItIs() {
        EmbeddedChannel channel = new EmbeddedChannel(new ConnectionProblems.BareAnswers());
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST);
        answer.headers().set("Content-Length", 0).set("Connection", "close").set("Retry-After", 60);

        channel.writeOutbound(answer);

        assertThat(channel.<FullHttpResponse>readOutbound()).isSameAs(answer);
    }

    @ParameterizedTest
    @CsvSource({"GET, GET", "OPTIONS, GET"})
    void aForeignOriginIsToldWhy(String method, String wanted) {
        HttpResponse<byte[]> refused = new Http(port)
                .send(
                        method,
                        "/api/pages/front",
                        "Origin",
                        "https://elsewhere.example",
                        "Access-Control-Request-Method",
                        wanted);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(Http.json(refused).at("/type").asString()).isEqualTo("/problems/origin-refused");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(refused.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void aListedOriginMayCall() {
        HttpResponse<byte[]> asked = new Http(port)
                .send(
                        "OPTIONS",
                        "/api/pages/front",
                        "Origin",
                        "https://reader.example",
                        "Access-Control-Request-Method",
                        "GET");

        assertThat(asked.statusCode()).isEqualTo(200);
        HttpResponse<byte[]> answered = new Http(port).get("/api/pages/front", "Origin", "https://reader.example");
        assertThat(answered.statusCode()).isEqualTo(200);
        for (HttpResponse<byte[]> answer : List.of(asked, answered)) {
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("https://reader.example");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
            assertThat(answer.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Origin"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/pages/articles/unknown, 404",
        "GET, /articles/unknown, 404",
        "GET, /api/nothing, 404",
        "GET, /api/pages/front?limit=0, 400",
        "DELETE, /api/search, 405",
    })
    void aListedOriginMayReadAProblem(String method, String path, int status) {
        HttpResponse<byte[]> problem = new Http(port).send(method, path, "Origin", "https://reader.example");

        assertThat(problem.statusCode()).isEqualTo(status);
        assertThat(problem.headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly("https://reader.example");
        assertThat(String.join(",", problem.headers().allValues("Access-Control-Expose-Headers")))
                .contains("Retry-After");
        assertThat(problem.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Origin"));
    }

    /** What is kept of an answer to one origin, or to none, must not be given to another. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/pages/front", "/api/pages/articles/unknown", "/api/nothing"})
    void whatIsAnsweredToNoOriginVariesByItToo(String path) {
        assertThat(new Http(port).get(path).headers().allValues("Vary")).anyMatch(vary -> vary.contains("Origin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "null", "reader.example", "https://reader.example/", "https://reader.example,*"})
    void whatIsNoOriginIsNotListed(String origins) {
        origins(origins).run(context -> assertThat(context).hasFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://reader.example", "http://localhost:3000, https://reader.example"})
    void originsMayBeListed(String origins) {
        origins(origins).run(context -> assertThat(context).hasNotFailed());
    }

    private static ApplicationContextRunner origins(String listed) {
        return new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withUserConfiguration(Listed.class)
                .withPropertyValues("press.web.allowed-origins=" + listed);
    }

    @EnableConfigurationProperties(WebSettings.class)
    static class Listed {}

    private static void assertProblem(String answer, int status, String type) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .containsIgnoringCase("content-security-policy: ")
                .contains("\"type\":\"/problems/" + type + "\"", "\"status\":" + status);
    }

    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
