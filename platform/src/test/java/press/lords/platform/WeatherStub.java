package press.lords.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Answers as OpenWeather does, or doesn't. */
final class WeatherStub implements AutoCloseable {

    private final HttpServer server;
    private volatile boolean answering = true;

    WeatherStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/data/2.5/weather", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answering(boolean now) {
        answering = now;
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            if (!answering) {
                call.sendResponseHeaders(503, -1);
                return;
            }
            var json = """
                    {"weather": [{"id": 803, "main": "Clouds", "description": "broken clouds"}],
                     "main": {"temp": 15.7, "humidity": 62}, "wind": {"speed": 2.3}, "dt": %d, "name": "London", "sys": {"country": "GB"}}
                    """.formatted(Instant.now().getEpochSecond());
            var bytes = json.getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            call.sendResponseHeaders(200, bytes.length);
            call.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
