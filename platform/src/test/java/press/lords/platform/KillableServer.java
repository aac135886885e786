package press.lords.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import press.lords.platform.child.Child;
import press.lords.platform.process.Probe;

import static org.awaitility.Awaitility.await;

/** One of the little servers in a process of its own, to be killed in the middle of its work. */
public final class KillableServer implements AutoCloseable {

    private final List<String> command;
    private final Path log;
    private final int port;
    private Process process;

    /** @param arguments the first is the port that it listens on */
    public KillableServer(Class<?> program, Path folder, List<?> arguments) throws IOException {
        command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                program.getName(),
                folder.resolve("data").toString()));
        arguments.forEach(each -> command.add(String.valueOf(each)));
        port = (Integer) arguments.getFirst();
        log = folder.resolve("server.log");
        process = start();
    }

    /** Starts it and waits until it takes connections. */
    private Process start() throws IOException {
        var started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> Probe.port(port).answers());
        return started;
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public void startAgain() throws IOException {
        process = start();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
