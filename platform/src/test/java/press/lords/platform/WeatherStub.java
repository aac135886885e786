package press.lords.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Answers as OpenWeather does, or doesn't. */
final class WeatherStub implements AutoCloseable {

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile boolean answering = true;
    private volatile CountDownLatch held = new CountDownLatch(0);

    WeatherStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/data/2.5/weather", this::answer);
        server.start();
    }

    /** @param key that the caller showed */
    record Call(Instant at, String key) {}

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answering(boolean now) {
        answering = now;
    }

    /** All that came, the first one first. */
    List<Call> calls() {
        return calls;
    }

    /** Lets who calls wait for an answer, until the returned one is closed. */
    AutoCloseable hold() {
        var until = new CountDownLatch(1);
        held = until;
        return until::countDown;
    }

    private void answer(HttpExchange call) throws IOException {
        calls.add(new Call(Instant.now(), call.getRequestURI().getQuery().replaceAll("^(.*&)?appid=([^&]*).*$", "$2")));
        try (call) {
            held.await();
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
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        held.countDown();
        server.stop(0);
    }
}
