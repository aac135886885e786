package press.lords.gateway.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import press.lords.events.AuthorEvent.Profiled;
import press.lords.events.Position;
import press.lords.events.Revision;
import press.lords.gateway.view.View.Changed;
import press.lords.gateway.view.View.Lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.gateway.view.Fixtures.apply;
import static press.lords.gateway.view.Fixtures.article;
import static press.lords.gateway.view.Fixtures.message;
import static press.lords.gateway.view.Fixtures.retraction;

/** Another log, or the same one from its beginning, while readers are served. */
class RebuildTests {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    @TempDir
    private Path dir;

    private DiskView view;

    @BeforeEach
    void open() throws Exception {
        view = Fixtures.view(dir.resolve("view"));
        apply(
                view,
                List.of(
                        message("a1", 1, article("bells")),
                        message("a1", 2, article("bells")),
                        message("a2", 1, article("balls")),
                        message("ada", 1, new Profiled("Ada", ""))));
        Fixtures.search(view);
        view.index().commit();
    }

    @AfterEach
    void close() throws IOException {
        view.close();
    }

    @Test
    void readersSeeWhatTheySawUntilItIsThereAgain() throws Exception {
        view.projection().startAnew();
        assertThat(view.index().canSwitch(NOW)).isFalse();
        apply(view, "a1", 1, article("bells"));
        Fixtures.search(view);

        assertThat(current("bells")).isEqualTo(2);
        assertThat(current("balls")).isEqualTo(1);
        assertThat(view.furniture().authors()).containsKey("ada");
        assertThat(view.search("headline", null, 10).items()).hasSize(2);
        assertThat(view.index().canSwitch(NOW)).isFalse();

        apply(
                view,
                List.of(
                        message("a2", 1, article("balls")),
                        message("ada", 1, new Profiled("Ada", "")),
                        message("a1", 2, article("bells"))));
        assertThat(view.index().canSwitch(NOW)).isTrue();
    }

    @Test
    void readersDoNotWaitForEver() throws Exception {
        view.projection().startAnew();

        assertThat(view.index().canSwitch(NOW)).isFalse();
        assertThat(view.index().canSwitch(NOW.plusMillis(4_999))).isFalse();
        assertThat(view.index().canSwitch(NOW.plusMillis(5_000))).isTrue();
    }

    @Test
    void whatIsNewerIsSeenAtOnceAndWaitedFor() throws Exception {
        view.projection().startAnew();
        CompletableFuture<Void> retracted = view.await(new Position("a1", 3));

        apply(view, "a1", 3, retraction("bells"));
        apply(view, "a3", 1, article("bowls"));

        assertThat(retracted).succeedsWithin(Duration.ofSeconds(5));
        assertThat(current("bells")).isEqualTo(3);
        assertThat(current("bowls")).isEqualTo(1);
        assertThat(current("balls")).isEqualTo(1);
    }

    @Test
    void afterTheSwitchNothingElseIsSeen() throws Exception {
        List<Changed> heard = new ArrayList<>();
        view.onChange(heard::add);
        view.projection().startAnew();
        apply(view, "a3", 1, article("bowls"));
        heard.clear();

        view.projection().switchOver();
        Fixtures.search(view);

        assertThat(heard).containsExactly(new Changed.Everything());
        onlyTheNewIsSeen();
        close();
        view = Fixtures.view(dir.resolve("view"));
        onlyTheNewIsSeen();
        assertThat(folders()).containsExactly("articles-2", "search", "write.lock");
    }

    @Test
    void aKillBeforeTheSwitchLeavesWhatReadersSaw() throws Exception {
        view.projection().startAnew();
        apply(view, "a3", 1, article("bowls"));
        view.commitIfNeeded();
        view.index().commit();
        copy(dir.resolve("view"), dir.resolve("killed"));
        close();

        view = Fixtures.view(dir.resolve("killed"));

        assertThat(current("bells")).isEqualTo(2);
        assertThat(view.article("bowls")).isInstanceOf(Lookup.Unknown.class);
        assertThat(view.index().isRebuilding()).isFalse();
    }

    @Test
    void aKillInTheMiddleOfTheSwitchLeavesTheNew() throws Exception {
        view.projection().startAnew();
        apply(view, "a3", 1, article("bowls"));
        view.index().commit();
        copy(dir.resolve("view"), dir.resolve("killed"));
        try (IndexFolders killed = new IndexFolders(dir.resolve("killed"))) {
            killed.retire(dir.resolve("killed/articles-1"));
        }
        close();

        view = Fixtures.view(dir.resolve("killed"));

        assertThat(current("bowls")).isEqualTo(1);
        assertThat(view.article("bells")).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void beginningOnceMoreForgetsTheFirstAttempt() throws Exception {
        view.projection().startAnew();
        apply(view, "a3", 1, article("bowls"));

        view.projection().startAnew();
        view.projection().switchOver();

        assertThat(view.article("bowls")).isInstanceOf(Lookup.Unknown.class);
    }

    private void onlyTheNewIsSeen() throws Exception {
        assertThat(current("bowls")).isEqualTo(1);
        assertThat(view.article("bells")).isInstanceOf(Lookup.Unknown.class);
        assertThat(view.revision("a1", 1)).isEqualTo(Optional.<Revision<?>>empty());
        assertThat(view.furniture().authors()).isEmpty();
        assertThat(view.search("headline", null, 10).items())
                .extracting(hit -> hit.article().id())
                .containsExactly("a3");
    }

    private int current(String slug) {
        return ((Lookup.Found) view.article(slug)).current().number();
    }

    private List<String> folders() throws IOException {
        try (Stream<Path> folders = Files.list(dir.resolve("view"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }
}
