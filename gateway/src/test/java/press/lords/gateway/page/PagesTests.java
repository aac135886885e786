package press.lords.gateway.page;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Retracted;
import press.lords.gateway.FakeView;
import press.lords.gateway.Fixtures;
import press.lords.gateway.MutableClock;
import press.lords.gateway.html.Stylesheet;
import press.lords.gateway.html.Templates;
import press.lords.gateway.page.PaperSettings.Place;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static press.lords.gateway.Fixtures.PUBLISHED_AT;
import static press.lords.gateway.Fixtures.article;

class PagesTests {

    private static final PageAddress BELLS = new PageAddress.Article(Form.JSON, "bells");

    private final FakeView view = new FakeView();
    private UnaryOperator<String> preview = html -> html;
    private final Pages pages = pages();

    private Pages pages() {
        PaperSettings paper =
                new PaperSettings("Lord's Press", UTC, new Place("london", "London, UK", UTC), Duration.ofHours(12));
        Frames frames = new Frames(view, paper, new MutableClock());
        PageHtml html = new PageHtml(new Templates(UTC, "article", "list", "problem"), new Stylesheet(), frames);
        return new Pages(view, frames, paper, new PageForms(html), body -> preview.apply(body), 10_000_000);
    }

    @BeforeEach
    void publish() {
        view.add(Fixtures.anArticle("a1", "bells"));
    }

    @Test
    void isBuiltOnceForAThousandReaders() throws Exception {
        Set<Answer> answers = ConcurrentHashMap.newKeySet();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch start = new CountDownLatch(1);
            List<? extends Future<?>> reading = IntStream.range(0, 1_000)
                    .mapToObj(i -> readers.submit(() -> {
                        start.await();
                        return answers.add(pages.answer(BELLS));
                    }))
                    .toList();
            start.countDown();
            for (Future<?> reader : reading) {
                reader.get();
            }
        }

        assertThat(answers).hasSize(1);
        assertThat(view.lookUps()).isEqualTo(1);
    }

    @Test
    void addressesOfNothingTakeTheRoomThatTheyTake() {
        List<PageAddress> nothing = IntStream.range(0, 2_000)
                .<PageAddress>mapToObj(i -> new PageAddress.Article(Form.JSON, "x".repeat(8_000) + i))
                .toList();

        nothing.forEach(pages::answer);

        await().untilAsserted(() -> assertThat(nothing)
                .filteredOn(address -> pages.cached(address) != null)
                .hasSizeLessThan(700));
    }

    @Test
    void isBuiltAnewWhenItsArticleChangesOnly() {
        Answer first = pages.answer(BELLS);

        view.add(Fixtures.anArticle("a2", "whistles"));
        assertThat(pages.cached(BELLS)).isSameAs(first);

        view.add(article("a1", 2, new Retracted("bells", "It was not so.", PUBLISHED_AT)));
        assertThat(pages.cached(BELLS)).isNull();
        assertThat(pages.answer(BELLS)).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void isNeverKeptWhenItsArticleChangedWhileItWasBuilt() {
        view.add(article(
                "a1",
                2,
                new Published(
                        Change.UPDATE,
                        null,
                        PUBLISHED_AT,
                        Fixtures.content("bells", Access.SUBSCRIBERS, "<p>Slow.</p>"))));
        preview = html -> {
            view.add(article("a1", 3, new Retracted("bells", "Meanwhile.", PUBLISHED_AT)));
            return html;
        };

        assertThat(pages.answer(BELLS)).isInstanceOf(Page.class);

        assertThat(pages.cached(BELLS)).isNull();
        assertThat(pages.answer(BELLS)).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void isBuiltAnewWithNewFurniture() {
        assertThat(text(pages.answer(BELLS))).contains("\"biography\":\"\"");

        view.furnish(Fixtures.furniture());

        assertThat(pages.cached(BELLS)).isNull();
        assertThat(text(pages.answer(BELLS))).contains("\"biography\":\"They write.\"");
    }

    @Test
    void hasTheSameBytesWhereverItIsBuilt() {
        Page here = (Page) pages.answer(BELLS);
        Page there = (Page) pages().answer(BELLS);

        assertThat(there.plain().etag()).isEqualTo(here.plain().etag());
        assertThat(there.gzipped().bytes()).isEqualTo(here.gzipped().bytes());
    }

    private static String text(Answer answer) {
        return new String(((Page) answer).plain().bytes(), UTF_8);
    }
}
