package press.lords.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast and how small the press is, as ratios to bare tools that do the same on the same machine in the same run. Prints, asserts nothing:
 * {@code bin/benchmark}, or {@code bin/benchmark start publish rebuild pages} for some of it.
 */
final class Benchmark {

    private static final List<String> PARTS = List.of("start", "publish", "rebuild", "pages");
    private static final int ARTICLES = Integer.getInteger("press.benchmark.articles", 100_000);

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        var parts = arguments.length == 0 ? PARTS : List.of(arguments);
        if (!PARTS.containsAll(parts)) {
            throw new IllegalArgumentException("The parts are " + PARTS);
        }
        System.out.printf("%d processors, Java %s%n", Runtime.getRuntime().availableProcessors(), Runtime.version());
        var folder = Files.createTempDirectory("press-benchmark");
        try {
            if (parts.contains("start")) {
                new StartBenchmark(folder.resolve("start")).run();
            }
            if (parts.contains("publish") || parts.contains("rebuild") || parts.contains("pages")) {
                withCompilers(folder.resolve("press"), parts);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    /** As the press starts by default its children compile for a quick start, which is not what a throughput is measured with. */
    private static void withCompilers(Path data, List<String> parts) throws Exception {
        var settings = new HashMap<String, String>();
        for (var child : List.of("BROKER", "DATABASE", "ARTICLE_SERVICE", "SUBSCRIPTION_SERVICE", "GATEWAY")) {
            settings.put(child + "_JAVA_OPTIONS", "-XX:TieredStopAtLevel=4");
        }
        settings.put("WEATHER_PROVIDER", "recorded");
        try (var press = new RunningPress(RunningPress.CHECKOUT, data, Map.copyOf(settings), "--empty").awaitReady();
                var desk = new Desk(press)) {
            if (parts.contains("publish")) {
                new PublishBenchmark(press, desk).run();
            }
            if (parts.contains("rebuild") || parts.contains("pages")) {
                var archive = new ArchiveBenchmark(press, new Witness(press, desk).broker(), new Backlog(ARTICLES, 7));
                archive.fill();
                archive.rebuild();
                if (parts.contains("pages")) {
                    pages(archive, data.resolve("pages"));
                }
            }
        }
    }

    private static void pages(ArchiveBenchmark archive, Path folder) throws Exception {
        try (var building = archive.building();
                var kept = archive.keeping()) {
            new PagesBenchmark(kept, building, folder, ARTICLES).run();
        }
    }
}
