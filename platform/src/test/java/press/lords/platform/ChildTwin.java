package press.lords.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a child of the press was started, so that a test can start it by itself. Reads {@code /proc}, so Linux only. */
record ChildTwin(List<String> command, Map<String, String> environment, Path folder, Path log) {

    static ChildTwin of(RunningPress press, String child) throws IOException {
        var proc = Path.of("/proc", String.valueOf(press.pid(child)));
        var environment = new HashMap<String, String>();
        for (var entry : strings(proc.resolve("environ"))) {
            environment.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
        }
        return new ChildTwin(
                strings(proc.resolve("cmdline")),
                environment,
                proc.resolve("cwd").toRealPath(),
                press.data().resolve("logs/twin-of-" + child + ".log"));
    }

    /** Starts it with what is changed here; it ends with this JVM at the latest. */
    Process start(Map<String, String> changed) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(changed);
        return builder.start();
    }

    private static List<String> strings(Path file) throws IOException {
        return Arrays.asList(Files.readString(file, StandardCharsets.UTF_8).split("\0"));
    }
}
