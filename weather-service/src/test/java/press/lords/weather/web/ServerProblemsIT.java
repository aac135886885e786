package press.lords.weather.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestDatabase;
import press.lords.weather.ServiceUnderTest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ServerProblemsIT {

    private static ServiceUnderTest service;

    @BeforeAll
    static void start() {
        service = ServiceUnderTest.start(Map.of(
                "MONGO_URI",
                TestDatabase.uri(),
                "spring.mongodb.database",
                TestDatabase.name(),
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:1",
                "WEATHER_PROVIDER",
                "recorded"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void whatIsNotHttpIsAProblemToo() throws IOException {
        assertThat(answer("no request at all"))
                .startsWith("HTTP/1.1 400")
                .contains(
                        "application/problem+json",
                        "\"type\":\"/problems/bad-request\"",
                        ProblemType.BAD_REQUEST.title())
                .doesNotContain("<html", "Tomcat", "Exception");
    }

    private static String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.getOutputStream()
                    .write((request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
