package press.lords.gateway.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;
import org.apache.lucene.store.LockObtainFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import press.lords.events.AuthorEvent.Profiled;
import press.lords.events.Topic;
import press.lords.gateway.view.View.Hits;
import press.lords.gateway.view.View.Lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static press.lords.gateway.view.Fixtures.apply;
import static press.lords.gateway.view.Fixtures.article;
import static press.lords.gateway.view.Fixtures.message;
import static press.lords.gateway.view.Fixtures.retraction;

class RestartTests {

    private static final TopicPartition PARTITION = new TopicPartition("articles", 0);

    @TempDir
    private Path dir;

    @Test
    void aCleanStopLosesNothing() throws Exception {
        try (DiskView view = Fixtures.view(dir.resolve("view"))) {
            apply(view, List.of(message("a1", 1, article("bells")), message("ada", 1, new Profiled("Ada", ""))));
            apply(view, "?", 1, article(""));
            view.index().advance(progress(42));
        }
        try (DiskView view = Fixtures.view(dir.resolve("view"))) {
            assertThat(view.article("bells")).isInstanceOf(Lookup.Found.class);
            assertThat(view.furniture().authors()).containsKey("ada");
            assertThat(view.rejections()).hasSize(1);
            assertThat(view.index().written().progress()).isEqualTo(progress(42));
        }
    }

    @Test
    void aKillLosesOnlyWhatWasNotCommitted() throws Exception {
        try (DiskView view = Fixtures.view(dir.resolve("view"))) {
            apply(view, "a1", 1, article("bells"));
            view.index().advance(progress(1));
            view.commitIfNeeded();
            apply(view, "a2", 1, article("balls"));
            view.index().advance(progress(2));
            copy(dir.resolve("view"), dir.resolve("killed"));
        }
        try (DiskView view = Fixtures.view(dir.resolve("killed"))) {
            assertThat(view.article("bells")).isInstanceOf(Lookup.Found.class);
            assertThat(view.article("balls")).isInstanceOf(Lookup.Unknown.class);
            assertThat(view.index().written().progress()).isEqualTo(progress(1));
        }
    }

    @Test
    void aRetractionThatWasShownSurvivesAKill() throws Exception {
        try (DiskView view = Fixtures.view(dir.resolve("view"))) {
            apply(view, "a1", 1, article("bells"));
            view.index().commit();
            apply(view, "a1", 2, retraction("bells"));
            copy(dir.resolve("view"), dir.resolve("killed"));
        }
        try (DiskView view = Fixtures.view(dir.resolve("killed"))) {
            assertThat(view.article("bells"))
                    .isInstanceOfSatisfying(
                            Lookup.Found.class,
                            found -> assertThat(found.current().number()).isEqualTo(2));
        }
    }

    @Test
    void anUnreadableIndexIsStartedAnew() throws Exception {
        try (DiskView view = Fixtures.view(dir.resolve("view"))) {
            apply(view, "a1", 1, article("bells"));
            view.index().advance(progress(1));
        }
        try (Stream<Path> files = Files.walk(dir.resolve("view"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        try (DiskView view = Fixtures.view(dir.resolve("view"))) {
            assertThat(view.article("bells")).isInstanceOf(Lookup.Unknown.class);
            assertThat(view.index().written().progress().isNone()).isTrue();
            apply(view, "a1", 1, article("bells"));
            assertThat(view.article("bells")).isInstanceOf(Lookup.Found.class);
        }
    }

    @Test
    void anIndexOfAnotherFormatIsStartedAnew() throws Exception {
        try (DiskIndex old = new DiskIndex(dir.resolve("index"), "0", new EnglishText(), 16)) {
            old.commit(Map.of("cluster", "c1"));
        }
        try (DiskIndex anew = new DiskIndex(dir.resolve("index"), "1", new EnglishText(), 16)) {
            assertThat(anew.committed()).isEmpty();
        }
    }

    @Test
    void aSecondProcessIsRefusedRatherThanItsViewThrownAway() throws Exception {
        try (DiskView view = Fixtures.view(dir)) {
            apply(view, "a1", 1, article("bells"));

            assertThatThrownBy(() -> Fixtures.view(dir)).isInstanceOf(LockObtainFailedException.class);
            assertThat(view.article("bells")).isInstanceOf(Lookup.Found.class);
        }
    }

    @Test
    void theSearchCatchesUpWithArticlesThatACrashPutBack() throws Exception {
        try (DiskView view = Fixtures.view(dir.resolve("view"))) {
            apply(view, "a1", 1, article("bells"));
            view.index().commit();
            apply(view, "a2", 1, article("balls"));
            Fixtures.search(view);
            copy(dir.resolve("view"), dir.resolve("killed"));
        }
        try (DiskView view = Fixtures.view(dir.resolve("killed"))) {
            apply(view, "a3", 1, article("bowls"));
            Fixtures.search(view);

            Hits hits = view.search("headline", null, 10);
            assertThat(hits.items()).extracting(hit -> hit.article().id()).containsExactlyInAnyOrder("a1", "a3");
        }
    }

    private static Progress progress(long next) {
        return new Progress("c1", Map.of(Topic.ARTICLES, "t1"), Map.of(PARTITION, next));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }
}
