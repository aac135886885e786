package press.lords.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ServerProblemsTests {

    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() {
        service = new SpringApplicationBuilder(Service.class).run("--server.port=0");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no request at all",
                "GET /api/<> HTTP/1.1",
                "GET http://[broken HTTP/1.1",
                "GET /api/weather HTTP/9.9",
                "GET /api/weather HTTP/1.1\r\nTransfer-Encoding: nonsense",
                "GET /api/weather HTTP/1.1\r\nContent-Length: -1",
                "GET /%00 HTTP/1.1"
            })
    void whatIsNotHttpIsAProblemToo(String request) throws IOException {
        assertRefused(request);
    }

    @ParameterizedTest
    // Short enough to be written at once: who still writes when the server closes may never see the answer.
    @ValueSource(ints = {20_000, 30_000})
    void tooManyHeadersAreAProblemToo(int length) throws IOException {
        assertRefused("GET /api/weather HTTP/1.1\r\nX-Long: " + "x".repeat(length));
    }

    private static void assertRefused(String request) throws IOException {
        assertThat(answer(request))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .endsWith("{\"type\":\"/problems/bad-request\",\"title\":\"It is bad-request.\",\"status\":400}")
                .doesNotContain("<html", "Tomcat", "Exception");
    }

    private static String answer(String request) throws IOException {
        int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write((request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @EnableAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    static class Service {

        @Bean
        ServerProblems serverProblems() {
            return new ServerProblems(Listed.values());
        }
    }
}
