package press.lords.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Makes what lets a service start in half the time: Java's ahead-of-time cache, by starting the service once more, as
 * far as its context, beside the running press and at the lowest priority. Without it the press is only slower.
 */
final class StartCache {

    private static final int AT_MOST_SECONDS = 240;

    private final Path log;
    private final Consumer<String> say;

    StartCache(Path log, Consumer<String> say) {
        this.log = log;
        this.say = say;
    }

    /** The options with which an installation starts from its cache, when it has one. */
    static List<String> options(Installation installation) {
        var cache = installation.startCache();
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off") : List.of();
    }

    /** Makes the caches that are missing. Services are tried on ports and folders of their own. */
    void make(List<ServiceProgram> programs) throws InterruptedException {
        // Instances of a service share one.
        var shared = new HashSet<Path>();
        var missing = programs.stream()
                .filter(program -> shared.add(program.installation().startCache()))
                .filter(program -> !Files.exists(program.installation().startCache()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        say.accept("Making start caches in the background; the next start will be quicker.");
        for (var program : missing) {
            make(program);
        }
        say.accept("Start caches are done.");
    }

    private void make(ServiceProgram program) throws InterruptedException {
        var cache = program.installation().startCache();
        var fresh = cache.resolveSibling("fresh.aot");
        try {
            var scratch = program.installation().folder().resolve("scratch");
            var command = new ArrayList<>(List.of("nice", "-n", "19"));
            command.addAll(program.command(
                    List.of("-XX:AOTCacheOutput=" + fresh, "-Dspring.context.exit=onRefresh", "-Xlog:aot=off")));
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().keySet().removeAll(program.hidden());
            builder.environment().putAll(elsewhere(program.environment(), scratch));
            var training = builder.start();
            try {
                if (training.waitFor(AT_MOST_SECONDS, TimeUnit.SECONDS) && Files.exists(fresh)) {
                    Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
                } else {
                    say.accept("No start cache for %s (%s says why); it only starts slower."
                            .formatted(program.installation().name(), log));
                }
            } finally {
                training.descendants().forEach(ProcessHandle::destroyForcibly);
                training.destroyForcibly();
            }
        } catch (IOException failure) {
            say.accept("No start cache for %s (%s); it only starts slower."
                    .formatted(program.installation().name(), failure.getMessage()));
        }
    }

    private static Map<String, String> elsewhere(Map<String, String> environment, Path scratch) {
        var elsewhere = new HashMap<>(environment);
        elsewhere.put("SERVER_PORT", "0");
        elsewhere.put("MANAGEMENT_SERVER_PORT", "0");
        elsewhere.put("PRESS_VIEW_DIR", scratch.resolve("view").toString());
        elsewhere.put("PRESS_STATE_DIR", scratch.resolve("state").toString());
        return elsewhere;
    }
}
