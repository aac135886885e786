package press.lords.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import static org.awaitility.Awaitility.await;

/** Pages under load, beside nginx with the same bytes: kept ones, not modified ones, and ones that are built for the request. */
record PagesBenchmark(LoneGateway kept, LoneGateway building, Path folder, int articles) {

    private static final int ROUNDS = 3;
    private static final int SECONDS = 5;
    private static final int RECENT = 10_000;
    private static final int WARM_UP_SECONDS = 10;
    private static final int LEAST_WARM_UPS = 3;
    private static final int MOST_WARM_UPS = 12;
    /** As far as two loads of one side differ by themselves. */
    private static final double FASTER = 1.05;

    void run() throws Exception {
        Load.awaitQuiet(kept.process(), building.process());
        var page = page(kept, 1);
        var answer = kept.get(page);
        var etag = answer.headers().firstValue("ETag").orElseThrow();
        System.out.printf("a page of %,d bytes%n", answer.body().length);
        try (var nginx = Nginx.serving(answer.body(), folder)) {
            var nginxEtag = etagOf(nginx);
            compare("kept page", 0.8, new Side(kept.process(), page, List.of()), side(nginx, List.of()));
            compare(
                    "kept page, not modified",
                    0.8,
                    new Side(kept.process(), page, List.of("-H", "If-None-Match: " + etag)),
                    side(nginx, List.of("-H", "If-None-Match: " + nginxEtag)));
            compare(
                    "page built for the request, of %,d articles read last".formatted(RECENT / 10),
                    0.2,
                    new Side(
                            building.process(),
                            page(building, 1),
                            List.of("-s", script(RECENT).toString())),
                    side(nginx, List.of()));
            compare(
                    "page built for the request, of all %,d".formatted(articles / 10),
                    0.2,
                    new Side(
                            building.process(),
                            page(building, 1),
                            List.of("-s", script(articles).toString())),
                    side(nginx, List.of()));
        }
    }

    private record Side(Process server, URI page, List<String> options) {

        Load load(int seconds) throws IOException, InterruptedException {
            return Load.of(server, page, seconds, options);
        }
    }

    private static Side side(Nginx nginx, List<String> options) {
        return new Side(nginx.process(), nginx.page(), options);
    }

    /** In turns, so that both have the same weather; the middle one of each side counts. */
    private static void compare(String what, double goal, Side ours, Side nginx)
            throws IOException, InterruptedException {
        warmUp(ours);
        var our = new ArrayList<Load>();
        var their = new ArrayList<Load>();
        for (int round = 0; round < ROUNDS; round++) {
            our.add(ours.load(SECONDS));
            their.add(nginx.load(SECONDS));
        }
        var gateway = middle(our);
        var bare = middle(their);
        System.out.printf("%s: %s%n", what, gateway);
        System.out.printf("  nginx: %s%n", bare);
        System.out.printf(
                "  ratio: %.2f by requests/s (goal: at least %s), %.2f by CPU%n",
                gateway.perSecond() / bare.perSecond(), goal, bare.cpuMicros() / gateway.cpuMicros());
    }

    /** Until it gets no faster: how long Java takes to compile what is asked for differs from machine to machine. */
    private static void warmUp(Side side) throws IOException, InterruptedException {
        var best = 0.0;
        for (int n = 1; n <= MOST_WARM_UPS; n++) {
            var now = side.load(WARM_UP_SECONDS).perSecond();
            if (n >= LEAST_WARM_UPS && now < best * FASTER) {
                System.out.printf("(got no faster after %d s)%n", n * WARM_UP_SECONDS);
                return;
            }
            best = Math.max(best, now);
        }
        System.out.printf("(still got faster after %d s)%n", MOST_WARM_UPS * WARM_UP_SECONDS);
    }

    private static Load middle(List<Load> loads) {
        return loads.stream()
                .sorted(Comparator.comparingDouble(Load::perSecond))
                .toList()
                .get(loads.size() / 2);
    }

    private String etagOf(Nginx nginx) {
        return await().ignoreExceptions()
                .until(() -> kept.get(nginx.page()).headers().firstValue("ETag"), Optional::isPresent)
                .orElseThrow();
    }

    private static URI page(LoneGateway gateway, int article) {
        return gateway.address().resolve("/api/pages/articles/" + Backlog.slug(article));
    }

    /** Asks for an article at random, of those that were published once and for all. */
    private Path script(int articles) throws IOException {
        return Files.writeString(folder.resolve(articles + ".lua"), """
                request = function()
                    return wrk.format("GET", "/api/pages/articles/" .. string.gsub("%s", "1", tostring(10 * math.random(0, %d) + 1)))
                end
                """.formatted(Backlog.slug(1), articles / 10 - 1));
    }
}
