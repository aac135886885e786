package press.lords.gateway.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import press.lords.gateway.GatewayTest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@GatewayTest
@TestPropertySource(
        properties = {"press.web.max-connections=3", "press.web.request-timeout=3s", "press.web.idle-timeout=6s"})
class ConnectionLimitsTests {

    private static final String REQUEST = "HEAD /api/pages/front HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @LocalServerPort
    private int port;

    @Test
    void oneConnectionMayAskAsOftenAsItLikes() throws IOException {
        try (Socket socket = connect()) {
            for (int n = 0; n < 20; n++) {
                assertThat(ask(socket)).isEqualTo("HTTP/1.1 200 OK");
            }
        }
    }

    @Test
    void oneConnectionTooManyIsClosedAndLeavesRoomLater() throws IOException {
        List<Socket> open = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            Socket socket = connect();
            assertThat(ask(socket)).isEqualTo("HTTP/1.1 200 OK");
            open.add(socket);
        }
        assertThat(askAnew()).isNull();
        for (Socket socket : open) {
            socket.close();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> "HTTP/1.1 200 OK".equals(askAnew()));
    }

    @Test
    void aClientThatIsSlowWithItsRequestIsCutOff() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("GET /openapi.yaml HTTP/1.1\r\nHost: loc".getBytes(US_ASCII));
            String answer = firstLine(socket);
            assertThat(answer == null || answer.contains(" 408 "))
                    .as("answered " + answer)
                    .isTrue();
        }
    }

    @Test
    void aClientWhoseRequestTricklesInIsCutOff() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write("POST /api/articles HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n"
                            .getBytes(US_ASCII));
            Instant start = Instant.now();
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> isCutOff(socket));
            assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void aConnectionThatGoesOnAskingIsNotCutOff() throws IOException {
        try (Socket socket = connect()) {
            Instant end = Instant.now().plusSeconds(5);
            await().pollInterval(Duration.ofMillis(200))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        assertThat(ask(socket)).isEqualTo("HTTP/1.1 200 OK");
                        return Instant.now().isAfter(end);
                    });
        }
    }

    @Test
    void aConnectionOnWhichNothingMovesIsClosed() throws IOException {
        try (Socket silent = connect();
                Socket answered = connect()) {
            assertThat(ask(answered)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(answered.getInputStream().read()).isEqualTo(-1);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static boolean isCutOff(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            return false;
        } catch (IOException broken) {
            return true;
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private @Nullable String askAnew() throws IOException {
        try (Socket socket = connect()) {
            return ask(socket);
        }
    }

    /** The first line of the answer, null when the connection was closed instead. */
    private static @Nullable String ask(Socket socket) throws IOException {
        socket.getOutputStream().write(REQUEST.getBytes(US_ASCII));
        return firstLine(socket);
    }

    private static @Nullable String firstLine(Socket socket) throws IOException {
        try {
            BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String first = answer.readLine();
            String line = first;
            while (line != null && !line.isEmpty()) {
                line = answer.readLine();
            }
            return first;
        } catch (java.net.SocketException reset) {
            return null;
        }
    }
}
