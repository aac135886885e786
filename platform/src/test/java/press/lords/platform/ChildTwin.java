package press.lords.platform;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How a child of the press was started, so that a test can start it by itself. Reads {@code /proc}, so Linux only. */
record ChildTwin(List<String> command, Map<String, String> environment, Path folder, Path log) {

    static ChildTwin of(RunningPress press, String child) throws IOException {
        var proc = Path.of("/proc", String.valueOf(press.pid(child)));
        var environment = new HashMap<String, String>();
        for (var entry : strings(proc.resolve("environ"))) {
            environment.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
        }
        // Without the press's mark: its end says nothing of the press's.
        var command = strings(proc.resolve("cmdline")).stream()
                .filter(word -> !word.equals(Java.mark(press.data())))
                .toList();
        return new ChildTwin(
                command,
                environment,
                proc.resolve("cwd").toRealPath(),
                press.data().resolve("logs/twin-of-" + child + ".log"));
    }

    /** Likewise, but compiled once and for a quick start, as the press starts its children unless it is told otherwise. */
    ChildTwin compiledQuickly() {
        return with(options -> options.add("-XX:TieredStopAtLevel=1"), program());
    }

    /** Another program with the same memory, collector and compiler. */
    ChildTwin running(Class<?> main, String... arguments) {
        var program = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        program.addAll(List.of(arguments));
        return with(options -> options.removeIf(option -> option.startsWith("-XX:AOT")), program);
    }

    /** A program that knows the child's own classes, and these besides. */
    ChildTwin among(Path classes, String main, String... arguments) {
        var program = new ArrayList<>(List.of("-cp", program().get(1) + File.pathSeparator + classes, main));
        program.addAll(List.of(arguments));
        return with(options -> options.removeIf(option -> option.startsWith("-XX:AOT")), program);
    }

    private ChildTwin with(Consumer<List<String>> change, List<String> program) {
        var changed = new ArrayList<>(command.subList(0, command.indexOf("-cp")));
        change.accept(changed);
        changed.addAll(program);
        return new ChildTwin(changed, environment, folder, log);
    }

    private List<String> program() {
        return command.subList(command.indexOf("-cp"), command.size());
    }

    /** Starts it so that its output can be read. */
    Process begin() throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
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
