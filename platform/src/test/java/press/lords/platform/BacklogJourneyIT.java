package press.lords.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import press.lords.events.kafka.RevisionRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A log of 100,000 articles and a gateway with a blank disk: it is soon ready, shows them all, and needs no more memory than it has. */
@Tag(Storm.FULL_FORM)
class BacklogJourneyIT {

    private static final int ARTICLES = 100_000;
    private static final int PAGES_READ = 2_000;
    private static final int HEAP_MEGABYTES = 256;
    private static final Duration REBUILT_WITHIN = Duration.ofMinutes(5);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path data;

    private final Storm storm = Storm.ofThisBuild();
    private final Backlog backlog = new Backlog(ARTICLES, storm.random().nextLong());

    @Test
    void aGatewayIsRebuiltWithinItsMemory() throws Exception {
        // A press of its own: a newsroom that finds strangers' revisions in the log sends no more.
        try (var press = new RunningPress(
                        RunningPress.CHECKOUT, data, Map.of("WEATHER_PROVIDER", "recorded"), "--empty");
                var desk = new Desk(press.awaitReady())) {
            var witness = new Witness(press, desk);
            backlog.send(witness.broker());
            var gateway = rebuild(press, witness);
            assertThat(witness.metric("gateway", "press_view_applied_total")).isGreaterThanOrEqualTo(backlog.records());
            for (int read = 0; read < PAGES_READ; read++) {
                isInItsPlace(storm.random().nextInt(ARTICLES), desk);
            }
            staysWithinItsMemory(gateway, witness);
            assertThat(press.pid("gateway")).as("the process that was rebuilt").isEqualTo(gateway);
        }
    }

    /** Takes the gateway's disk and life, and answers the process id of its successor once that is ready. */
    private long rebuild(RunningPress press, Witness witness) throws Exception {
        var killed = press.pid("gateway");
        Folders.delete(Path.of(witness.environment("gateway", "PRESS_VIEW_DIR")));
        press.child("gateway").destroyForcibly();
        await().atMost(REBUILT_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> press.pid("gateway") != killed && press.isReady());
        var started = press.child("gateway").info().startInstant().orElseThrow();
        var took = Duration.between(started, Instant.now()).toMillis() / 1e3;
        System.out.printf(
                "storm: %,d records of %,d articles: ready %.1f s after the start of the process, %,.0f records/s%n",
                backlog.records(), ARTICLES, took, backlog.records() / took);
        return press.pid("gateway");
    }

    private void isInItsPlace(int article, Desk desk) throws Exception {
        var sealed = backlog.sealed(article);
        var page = "/api/pages/articles/" + Backlog.slug(article);
        var current = desk.read(page);
        if (backlog.isRetracted(article)) {
            assertThat(current.status()).as(page).isEqualTo(410);
            shows(desk.read(page + "/revisions/1"), article, sealed.getFirst(), "retracted");
        } else {
            shows(current, article, sealed.getLast(), "published");
            if (sealed.size() > 1) {
                shows(desk.read(page + "/revisions/1"), article, sealed.getFirst(), "superseded");
            }
        }
    }

    private static void shows(Desk.Answer page, int article, RevisionRecord revision, String state) {
        assertThat(page.status()).as(revision.key()).isEqualTo(200);
        var shown = page.body().path("article");
        assertThat(shown.path("state").asString()).as(revision.key()).isEqualTo(state);
        assertThat(shown.path("revision").asInt()).as(revision.key()).isEqualTo(revision.number());
        assertThat(shown.path("headline").asString()).isEqualTo(Backlog.headline(article, revision.number()));
        assertThat(shown.path("hash").asString()).as(revision.key()).isEqualTo(revision.hash());
    }

    /** A Java that runs out of its heap ends itself here, so what counts is the bound, and that the process still lives. */
    private static void staysWithinItsMemory(long gateway, Witness witness) throws Exception {
        var heap = "{area=\"heap\"";
        var bound = witness.metric("gateway", "jvm_memory_max_bytes" + heap) / (1 << 20);
        System.out.printf(
                "storm: the gateway's heap: %.0f MB of at most %.0f; its process: %s%n",
                witness.metric("gateway", "jvm_memory_used_bytes" + heap) / (1 << 20),
                bound,
                String.join(", ", resident(gateway)));
        assertThat(bound).isLessThanOrEqualTo(HEAP_MEGABYTES);
    }

    /** What the process holds in memory, of its own and of files that the system may drop, and the most that both ever were. */
    private static List<String> resident(long pid) throws Exception {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith("Rss") || line.startsWith("VmHWM"))
                .map(line -> line.replaceAll("\\s+", " "))
                .toList();
    }
}
