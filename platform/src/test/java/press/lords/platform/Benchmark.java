package press.lords.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How fast and how small the press is, as ratios to bare tools that do the same on the same machine in the same run. Prints, asserts nothing:
 * {@code bin/benchmark}, or {@code bin/benchmark start publish rebuild pages readers newsletter} for some of it.
 */
final class Benchmark {

    private static final List<String> PARTS = List.of("start", "publish", "rebuild", "pages", "readers", "newsletter");
    private static final Optional<String> ENGINE = Optional.ofNullable(System.getenv("MONGO_URI"));
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
                aboutArticles(folder.resolve("press"), parts);
            }
            if (parts.contains("readers")) {
                aboutReaders(folder.resolve("readers"));
            }
            if (parts.contains("newsletter")) {
                aboutNewsletters(folder.resolve("newsletter"));
            }
        } finally {
            Folders.delete(folder);
        }
    }

    /** As the press starts by default its children compile for a quick start, which is not what a throughput is measured with. */
    private static RunningPress withCompilers(Path data, Map<String, String> further) throws IOException {
        var settings = new HashMap<>(further);
        for (var child : List.of("BROKER", "DATABASE", "ARTICLE_SERVICE", "SUBSCRIPTION_SERVICE", "GATEWAY")) {
            settings.merge(child + "_JAVA_OPTIONS", "-XX:TieredStopAtLevel=4", (given, added) -> given + " " + added);
        }
        settings.put("WEATHER_PROVIDER", "recorded");
        if (ENGINE.isPresent()) {
            // It may have data of another press.
            var name = "benchmark_" + UUID.randomUUID().toString().replace("-", "");
            for (var database : List.of("ARTICLES", "SUBSCRIPTIONS", "READER_KEYS")) {
                settings.put("PRESS_" + database + "_DATABASE", name + "_" + database.toLowerCase(Locale.ROOT));
            }
        }
        return new RunningPress(RunningPress.CHECKOUT, data, Map.copyOf(settings), "--empty").awaitReady();
    }

    private static void aboutReaders(Path data) throws Exception {
        // No limit may answer for the press.
        var unlimited = Map.of("PRESS_SIGNUPS_PER_NETWORK", "10000", "PRESS_SIGNUPS_IN_ALL", "1000000");
        try (var press = withCompilers(data, unlimited)) {
            new ReadersBenchmark(press).run();
        }
    }

    private static void aboutNewsletters(Path data) throws Exception {
        var clerk = new CountingClerk();
        try (var office = new PostOffice(clerk);
                var press = withCompilers(
                        data, Map.of("SUBSCRIPTION_SERVICE_JAVA_OPTIONS", "-Dspring.mail.port=" + office.port()))) {
            new NewsletterBenchmark(press, office, clerk)
                    .run(
                            ENGINE.isPresent()
                                    ? "the engine of MONGO_URI"
                                    : "the embedded database, as MONGO_URI is not set");
        }
    }

    private static void aboutArticles(Path data, List<String> parts) throws Exception {
        try (var press = withCompilers(data, Map.of());
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
