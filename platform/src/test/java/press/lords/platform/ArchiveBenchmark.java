package press.lords.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A gateway that builds its view from a long log, beside a consumer that only reads it. */
record ArchiveBenchmark(RunningPress press, String broker, Backlog backlog) {

    private static final String APPLIED = "press_view_applied_total";
    /** No room for pages in memory. */
    private static final Map<String, String> BUILDING = Map.of("PRESS_PAGE_CACHE", "0B");

    void fill() {
        backlog.send(broker);
    }

    /** Both are processes that were just started: a rebuild is over before a compiler has warmed up. */
    void rebuild() throws IOException, InterruptedException {
        Load.awaitQuiet(press.launcher());
        var twin = ChildTwin.of(press, "gateway").compiledQuickly();
        bareConsumer(twin);
        var bare = bareConsumer(twin);
        try (var gateway = LoneGateway.start(twin, view(), BUILDING)) {
            gateway.await(() -> gateway.metric(APPLIED) > 0);
            var from = System.nanoTime();
            var first = gateway.metric(APPLIED);
            gateway.awaitReady();
            var rate = (gateway.metric(APPLIED) - first) * 1e9 / (System.nanoTime() - from);
            System.out.printf("bare consumer of %,d records: %,.0f/s%n", backlog.records(), bare);
            System.out.printf("view rebuilt from them: %,.0f/s%n", rate);
            System.out.printf("  ratio: %.2f (goal: at least 0.2)%n", rate / bare);
            gateway.printMemory();
        }
    }

    /** The gateway with the rebuilt view. */
    LoneGateway building() throws IOException {
        return LoneGateway.start(ChildTwin.of(press, "gateway"), view(), BUILDING)
                .awaitReady();
    }

    /** One whose pages stay in memory. */
    LoneGateway keeping() throws IOException {
        var view = press.data().resolve("view-of-one-that-keeps");
        return LoneGateway.start(ChildTwin.of(press, "gateway"), view, Map.of()).awaitReady();
    }

    private Path view() {
        return press.data().resolve("view-of-one-that-builds");
    }

    private double bareConsumer(ChildTwin twin) throws IOException, InterruptedException {
        var consumer = twin.running(BareConsumer.class, broker).begin();
        try (var output = consumer.inputReader(StandardCharsets.UTF_8)) {
            var rate = output.lines().toList().getLast();
            if (consumer.waitFor() != 0) {
                throw new IOException(rate);
            }
            return Double.parseDouble(rate);
        }
    }
}
