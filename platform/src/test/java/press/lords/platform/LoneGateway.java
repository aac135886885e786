package press.lords.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/** One more gateway, on ports and a disk of its own. */
record LoneGateway(Process process, URI address, URI management, HttpClient client) implements AutoCloseable {

    static LoneGateway start(ChildTwin gateway, Path view, Map<String, String> settings) throws IOException {
        var port = RunningPress.freePort();
        var managementPort = RunningPress.freePort();
        var environment = new HashMap<>(settings);
        environment.put("SERVER_PORT", String.valueOf(port));
        environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort));
        environment.put("PRESS_VIEW_DIR", view.toString());
        return new LoneGateway(
                gateway.start(environment),
                URI.create("http://127.0.0.1:" + port),
                URI.create("http://127.0.0.1:" + managementPort),
                HttpClient.newHttpClient());
    }

    LoneGateway awaitReady() {
        await(this::isReady);
        return this;
    }

    void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(10))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("the gateway ended");
                    }
                    return condition.call();
                });
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get(address.resolve("/readyz")).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    HttpResponse<byte[]> get(URI page) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(30));
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** The sum over all labels; 0 as long as there is none. */
    double metric(String name) throws InterruptedException {
        return metric(name, "");
    }

    private double metric(String name, String label) throws InterruptedException {
        try {
            var metrics = get(management.resolve("/actuator/prometheus"));
            return new String(metrics.body(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .filter(line -> line.contains(label))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException notYet) {
            return 0;
        }
    }

    void printMemory() throws InterruptedException {
        System.out.printf(
                "  the gateway's heap: %.0f MB in use, bounded to %.0f MB (goal: 256 MB)%n",
                metric("jvm_memory_used_bytes", "area=\"heap\"") / (1 << 20),
                metric("jvm_memory_max_bytes", "area=\"heap\"") / (1 << 20));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        client.close();
    }
}
