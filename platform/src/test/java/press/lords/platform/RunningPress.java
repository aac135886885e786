package press.lords.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static org.awaitility.Awaitility.await;

/** A press started as a reader of the README starts it, on ports and data of its own. */
final class RunningPress implements AutoCloseable {

    static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    static final String JAR = "platform-0.1.0-SNAPSHOT.jar";
    static final String CHILD_JAR = "platform-0.1.0-SNAPSHOT-child.jar";

    private static final Duration UP_WITHIN = Duration.ofMinutes(4);

    private final Path checkout;
    private final Path data;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> arguments;
    private Process launcher;

    RunningPress(Path checkout, Path data, Map<String, String> settings, String... arguments) throws IOException {
        this.checkout = checkout;
        this.data = Files.createDirectories(data);
        this.arguments = List.of(arguments);
        environment.put("PRESS_DATA", data.toString());
        environment.put(
                "PRESS_GATEWAY_PORT",
                String.valueOf(freePort(Integer.parseInt(settings.getOrDefault("PRESS_INSTANCES", "1")))));
        environment.put("PRESS_MAIL_PORT", String.valueOf(freePort()));
        environment.put("PRESS_START_CACHE", "off");
        environment.putAll(settings);
        launcher = launch(this.arguments);
    }

    /** Starts the launcher again, on the same data and ports. */
    RunningPress again() throws IOException {
        launcher = launch(arguments);
        return this;
    }

    RunningPress awaitReady() {
        await().atMost(UP_WITHIN).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!launcher.isAlive()) {
                throw new IllegalStateException("The launcher ended: " + output());
            }
            return isReady();
        });
        return this;
    }

    boolean isReady() {
        return Files.exists(data.resolve("run/ready"));
    }

    /** The process id of a child, as the run folder tells it. */
    long pid(String child) throws IOException {
        return Long.parseLong(
                Files.readString(data.resolve("run").resolve(child + ".pid")).strip());
    }

    ProcessHandle child(String child) throws IOException {
        return ProcessHandle.of(pid(child)).orElseThrow();
    }

    List<ProcessHandle> children() {
        return launcher.children().toList();
    }

    Process launcher() {
        return launcher;
    }

    URI gateway(String path) {
        return gateway(1, path);
    }

    /** @param instance from 1 on; the gateways have ports that follow each other */
    URI gateway(int instance, String path) {
        int port = Integer.parseInt(environment.getOrDefault("PRESS_GATEWAY_PORT", "")) + instance - 1;
        return URI.create("http://localhost:" + port + path);
    }

    URI mail(String path) {
        return URI.create("http://localhost:" + environment.get("PRESS_MAIL_PORT") + path);
    }

    /** What a shell beside it needs to know. */
    Map<String, String> environment() {
        return environment;
    }

    Path data() {
        return data;
    }

    /** Another call of the launcher with the same settings: what it printed and its exit code. */
    Answer call(String... other) throws IOException, InterruptedException {
        var process = builder(List.of(other)).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), out, errors);
    }

    record Answer(int exitCode, String out, String errors) {}

    String output() throws IOException {
        return Files.readString(data.resolve("launcher.log"));
    }

    /** Ends it as Ctrl-C does. */
    void stop() throws InterruptedException {
        launcher.destroy();
        if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
            launcher.destroyForcibly();
            throw new IllegalStateException("The press did not stop within a minute");
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException hurried) {
            launcher.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    static int freePort() throws IOException {
        return Ports.free();
    }

    /** The first of so many in a row that are free. */
    static int freePort(int inARow) throws IOException {
        int first = freePort();
        while (!IntStream.range(first, first + inARow).allMatch(RunningPress::isFree)) {
            first = freePort();
        }
        return first;
    }

    private static boolean isFree(int port) {
        try {
            Ports.check("it", port, "a test");
            return true;
        } catch (CannotStart taken) {
            return false;
        }
    }

    private Process launch(List<String> with) throws IOException {
        return builder(with)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("launcher.log").toFile()))
                .start();
    }

    private ProcessBuilder builder(List<String> with) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-jar",
                checkout.resolve("platform/target").resolve(JAR).toString()));
        command.addAll(with);
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }
}
