package press.lords.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/**
 * What a server did under the load of {@code wrk}.
 *
 * @param cpuMicros of the server, for each request
 */
record Load(double perSecond, double cpuMicros) {

    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
    private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    /** @param options of {@code wrk}, such as a header or a script */
    static Load of(Process server, URI page, int seconds, List<String> options)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("wrk", "-t", "1", "-c", "32", "-d", seconds + "s"));
        command.addAll(options);
        command.add(page.toString());
        var before = cpu(server);
        var wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0 || FAILED.matcher(output).find()) {
            throw new IOException("wrk: " + output);
        }
        var spent = cpu(server).minus(before);
        return new Load(number(RATE, output), spent.toNanos() / 1e3 / number(REQUESTS, output));
    }

    /** Waits until the servers do next to nothing, such as searches' indexing in the background: it would be measured too. */
    static void awaitQuiet(Process... servers) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    var before = cpu(servers);
                    TimeUnit.SECONDS.sleep(2);
                    return cpu(servers).minus(before).compareTo(QUIET) < 0;
                });
    }

    private static Duration cpu(Process... servers) {
        return Stream.of(servers).map(Load::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    private static double number(Pattern pattern, String output) throws IOException {
        return pattern.matcher(output)
                .results()
                .findFirst()
                .map((MatchResult result) -> Double.parseDouble(result.group(1)))
                .orElseThrow(() -> new IOException("wrk: " + output));
    }

    /** Of the server and the workers that it started. */
    private static Duration cpu(Process server) {
        return Stream.concat(Stream.of(server.toHandle()), server.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.0f requests/s, %.1f µs of CPU each", perSecond, cpuMicros);
    }
}
