package press.lords.gateway.view;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import press.lords.events.ArticleEvent;
import press.lords.events.AuthorEvent.Profiled;
import press.lords.events.Position;
import press.lords.events.Revision;
import press.lords.gateway.view.View.Changed;
import press.lords.gateway.view.View.Lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.gateway.view.Fixtures.apply;
import static press.lords.gateway.view.Fixtures.article;
import static press.lords.gateway.view.Fixtures.correction;
import static press.lords.gateway.view.Fixtures.message;
import static press.lords.gateway.view.Fixtures.redaction;
import static press.lords.gateway.view.Fixtures.retraction;

class DiskViewTests {

    @TempDir
    private Path dir;

    private DiskView view;

    @BeforeEach
    void open() throws IOException {
        view = Fixtures.view(dir);
    }

    @AfterEach
    void close() throws IOException {
        view.close();
    }

    @Test
    void findsAnArticleAtItsAddress() throws Exception {
        apply(view, "a1", 1, article("bells"));

        assertThat(currentAt("bells").number()).isEqualTo(1);
        assertThat(currentAt("bells").event()).isEqualTo(article("bells"));
        assertThat(view.article("balls")).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void earlierAddressesLeadToTheCurrentOne() throws Exception {
        apply(view, "a1", 1, article("bells"));
        apply(view, "a1", 2, article("church-bells"));
        apply(view, "a1", 3, article("all-bells"));

        assertThat(view.article("bells")).isEqualTo(new Lookup.Moved("all-bells"));
        assertThat(view.article("church-bells")).isEqualTo(new Lookup.Moved("all-bells"));
        assertThat(currentAt("all-bells").number()).isEqualTo(3);
    }

    @Test
    void keepsEveryRevisionAlsoOfARetractedArticle() throws Exception {
        apply(view, "a1", 1, article("bells"));
        apply(view, "a1", 2, correction("bells"));
        apply(view, "a1", 3, retraction("bells"));

        assertThat(currentAt("bells").event()).isEqualTo(retraction("bells"));
        assertThat(view.revision("a1", 1).orElseThrow().event()).isEqualTo(article("bells"));
        assertThat(view.corrections("a1", 3)).extracting(Revision::number).containsExactly(2);
        assertThat(view.corrections("a1", 2)).extracting(Revision::number).containsExactly(2);
        assertThat(view.corrections("a1", 1)).isEmpty();
        assertThat(view.revision("a1", 4)).isEmpty();
    }

    @Test
    void aRemovedRevisionIsGoneAndStaysAway() throws Exception {
        apply(view, "a1", 1, article("bells"));
        apply(view, "a1", 2, article("bells"));
        assertThat(view.revision("a1", 1)).isPresent();

        apply(view, "a1", 3, redaction("bells", 1));
        apply(view, "a1", 1, article("bells"));

        assertThat(view.revision("a1", 1)).isEmpty();
        assertThat(view.revision("a1", 2)).isPresent();
        assertThat(view.redaction("a1", 1).orElseThrow().number()).isEqualTo(3);
        assertThat(view.redaction("a1", 2)).isEmpty();
        assertThat(currentAt("bells").event()).isEqualTo(redaction("bells", 1));
    }

    @Test
    void aRemovalThatComesFirstHoldsWithinItsOwnBatchToo() throws Exception {
        apply(view, List.of(message("a1", 3, redaction("bells", 1)), message("a1", 1, article("bells"))));

        assertThat(view.revision("a1", 1)).isEmpty();
    }

    @Test
    void aRemovalIsNotItselfRemoved() throws Exception {
        apply(view, "a1", 2, redaction("bells", 1));
        apply(view, "a1", 3, redaction("bells", 2));
        apply(view, "a1", 1, article("bells"));

        assertThat(view.revision("a1", 1)).isEmpty();
        assertThat(view.redaction("a1", 1)).isPresent();
    }

    @Test
    void furnitureStaysAtItsHighestRevision() throws Exception {
        Profiled late = new Profiled("Ada", "Counts and writes.");
        apply(view, List.of(message("ada", 2, late), message("ada", 1, new Profiled("Ada", "Counts."))));

        assertThat(view.furniture().authors().values())
                .extracting(Revision::event)
                .containsExactly(late);
    }

    @Test
    void notesWhatItCannotTakeIn() throws Exception {
        ConsumerRecord<byte[], byte[]> garbage = new ConsumerRecord<>("articles", 3, 7, new byte[1], new byte[9]);
        apply(
                view,
                List.of(
                        garbage,
                        message("x".repeat(40_000), 1, article("long-id")),
                        message("a1", 1, article("x".repeat(40_000))),
                        message("a2", 1, Fixtures.published(Fixtures.content("far", "Far", "<p>.</p>"), Instant.MAX)),
                        message("a3", 1, redaction("future", 2)),
                        message("a4", 1, article("good"))));

        assertThat(view.rejections())
                .extracting(Rejection::reason)
                .containsExactly(
                        "unknown ce_type",
                        "id too long",
                        "no slug or too long a one",
                        "publishedAt",
                        "removes what isn't before it");
        assertThat(currentAt("good").number()).isEqualTo(1);
    }

    @Test
    void letsGoWhoWaitsForARevision() throws Exception {
        CompletableFuture<Void> second = view.await(new Position("a1", 2));
        apply(view, "a1", 1, article("bells"));
        assertThat(second).isNotDone();

        apply(view, "a1", 2, article("bells"));

        assertThat(second).succeedsWithin(java.time.Duration.ofSeconds(5));
        assertThat(view.await(new Position("a1", 1))).isCompleted();
    }

    @Test
    void turnsAwayWaitersBeyondItsLimit() {
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            waiting.add(view.await(new Position("a1", n)));
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(view.await(new Position("a1", 4))).isCompletedExceptionally();

        waiting.getFirst().cancel(false);

        assertThat(view.await(new Position("a1", 4))).isNotDone();
    }

    @Test
    void tellsListenersWhatChangedOnceItIsVisible() throws Exception {
        List<String> heard = new ArrayList<>();
        view.onChange(change -> heard.add(
                change instanceof Changed.Article(String id)
                        ? id + "/" + currentAt("bells").number()
                        : change.toString()));

        apply(view, List.of(message("a1", 1, article("bells")), message("a1", 2, article("bells"))));
        apply(view, List.of(message("ada", 1, new Profiled("Ada", "Counts."))));

        assertThat(heard).containsExactly("a1/2", "Furniture[]");
    }

    private Revision<? extends ArticleEvent> currentAt(String slug) {
        return ((Lookup.Found) view.article(slug)).current();
    }
}
