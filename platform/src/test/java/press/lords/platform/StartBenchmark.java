package press.lords.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/** How long the whole press takes until it is ready, with the sample edition, and what it weighs then. */
record StartBenchmark(Path data) {

    void run() throws Exception {
        var from = System.nanoTime();
        try (var press =
                new RunningPress(RunningPress.CHECKOUT, data, Map.of("PRESS_START_CACHE", "on")).awaitReady()) {
            print("first start, with the sample edition", from, press);
            await().atMost(Duration.ofMinutes(10)).until(() -> press.output().contains("Start caches are done"));
        }
        from = System.nanoTime();
        try (var press =
                new RunningPress(RunningPress.CHECKOUT, data, Map.of("PRESS_START_CACHE", "on")).awaitReady()) {
            print("second start", from, press);
        }
    }

    private static void print(String what, long from, RunningPress press) throws IOException {
        System.out.printf("%s: ready after %.1f s (goal: 60 s)%n", what, (System.nanoTime() - from) / 1e9);
        var launcher = press.launcher().toHandle();
        var processes =
                Stream.concat(Stream.of(launcher), launcher.descendants()).toList();
        System.out.printf(
                "  memory of %d processes: %.2f GB resident, %.2f GB with shared pages counted once (goal: 1.6 GB)%n",
                processes.size(),
                kilobytes(processes, "status", "VmRSS:") / 1e6,
                kilobytes(processes, "smaps_rollup", "Pss:") / 1e6);
    }

    private static long kilobytes(List<ProcessHandle> processes, String file, String field) throws IOException {
        var sum = 0L;
        for (var process : processes) {
            sum += Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), file)).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
        return sum;
    }
}
