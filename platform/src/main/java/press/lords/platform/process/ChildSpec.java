package press.lords.platform.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a child is: its command (asked at every start, which fails when that does), what its environment adds to and hides from the launcher's,
 * how to see that it works, where its output goes.
 */
public record ChildSpec(
        String name,
        Supplier<List<String>> command,
        Map<String, String> environment,
        Set<String> hidden,
        Probe probe,
        Path log) {

    public ChildSpec {
        environment = Map.copyOf(environment);
        hidden = Set.copyOf(hidden);
    }

    /**
     * Starts the process, its standard input a pipe that nobody writes to. The terminal sends Ctrl-C to the children
     * too; they leave it to the launcher, who ends them in order.
     */
    ProcessBuilder process() {
        var whole = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", name));
        whole.addAll(command.get());
        var builder = new ProcessBuilder(whole).redirectErrorStream(true);
        builder.environment().keySet().removeAll(hidden);
        builder.environment().putAll(environment);
        return builder;
    }
}
