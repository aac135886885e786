package press.lords.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import press.lords.platform.child.Child;

/**
 * The Java commands of this press's children: small, quick to start, marked as belonging to this data folder.
 * {@code <CHILD>_JAVA_OPTIONS} (such as {@code GATEWAY_JAVA_OPTIONS}) adds options to one child.
 */
record Java(Path executable, Path data, Map<String, String> environment) {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    static Java running(Path data, Map<String, String> environment) {
        return new Java(Path.of(System.getProperty("java.home"), "bin", "java"), data, environment);
    }

    /** What tells the children of this press from everything else on the machine. */
    static String mark(Path data) {
        return "-Dpress.data=" + data;
    }

    /** A program that ends when the launcher does. */
    List<String> child(String name, int heapMegabytes, List<String> options, String classPath, List<String> program) {
        var command = new ArrayList<>(List.of(
                executable.toString(),
                mark(data),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + heapMegabytes + "m",
                "-Xss512k",
                // A child without memory is started again instead of limping.
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                // Without it Netty writes headers byte by byte, which is a third of what a page costs, and the broker's
                // log begins with warnings.
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(added(name));
        command.addAll(List.of("-cp", classPath, Child.class.getName()));
        command.addAll(program);
        return command;
    }

    private List<String> added(String name) {
        var variable = name.toUpperCase(Locale.ROOT).replace('-', '_') + "_JAVA_OPTIONS";
        return Optional.ofNullable(environment.get(variable))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .stream()
                .flatMap(SPACES::splitAsStream)
                .toList();
    }
}
