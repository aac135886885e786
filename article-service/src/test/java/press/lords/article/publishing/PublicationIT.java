package press.lords.article.publishing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import press.lords.article.Answer;
import press.lords.article.Log;
import press.lords.article.Newsroom;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.Position;
import press.lords.events.Revision;
import press.lords.events.Topic;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.OnContainers;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@OnContainers
class PublicationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final Newsroom newsroom = Newsroom.shared();

    @Test
    void whatIsPublishedReachesTheLog() {
        Answer draft = newsroom.aDraft();
        String id = draft.text("id");

        Answer published = newsroom.post("/api/articles/" + id + "/publication", "{}");

        assertThat(published.status()).isEqualTo(200);
        assertThat(published.etag()).isEqualTo("\"2\"");
        assertThat(published.body().path("revision").asInt()).isEqualTo(1);
        assertThat(published.text("page")).isEqualTo("/api/pages/articles/" + draft.text("slug"));
        assertThat(Position.decoded(published.text("position"))).contains(new Position(id, 1));
        assertThat(newsroom.get("/api/articles/" + id).text("state")).isEqualTo("published");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log(id))
                        .singleElement()
                        .isInstanceOfSatisfying(
                                ArticleEvent.Published.class,
                                event -> assertThat(event.content().html())
                                        .isEqualTo("<p>The <em>bells</em> are back.</p>\n")));
    }

    @Test
    void correctsRetractsAndRepublishes() {
        String path = "/api/articles/" + newsroom.aDraft().text("id");
        newsroom.post(path + "/publication", "");
        newsroom.put(path, "{\"body\": \"Better.\"}", "If-Match", "*");

        newsroom.post(
                path + "/publication",
                "{\"kind\": \"correction\", \"note\": \"It was worse.\", \"notifyReaders\": true}");
        Answer retracted = newsroom.delete(path + "/publication", "{\"reason\": \"Not so.\"}");
        Answer twice = newsroom.delete(path + "/publication", "{\"reason\": \"Not so.\"}");
        String state = newsroom.get(path).text("state");
        newsroom.post(path + "/publication", "{\"note\": \"It was so.\"}");

        assertThat(retracted.body().path("revision").asInt()).isEqualTo(3);
        assertThat(twice.problem()).isEqualTo("409 /problems/not-published");
        assertThat(state).isEqualTo("retracted");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log(path.substring(path.lastIndexOf('/') + 1)))
                        .satisfiesExactly(
                                first -> assertThat(((ArticleEvent.Published) first).change())
                                        .isEqualTo(Change.PUBLICATION),
                                second -> assertThat((ArticleEvent.Published) second)
                                        .returns("It was worse.", ArticleEvent.Published::note)
                                        .returns(true, ArticleEvent.Published::notifyReaders),
                                third -> assertThat(((ArticleEvent.Retracted) third).reason())
                                        .isEqualTo("Not so."),
                                fourth -> assertThat(((ArticleEvent.Published) fourth).change())
                                        .isEqualTo(Change.REPUBLICATION)));
    }

    @Test
    void anUnchangedArticleKeepsItsRevisionUnlessSomethingIsSaid() {
        String path = "/api/articles/" + newsroom.aDraft().text("id") + "/publication";
        Answer first = newsroom.post(path, "{}");

        Answer again = newsroom.post(path, "{}");
        Answer noted = newsroom.post(path, "{\"note\": \"Checked.\"}");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(noted.body().path("revision").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind": "correction"}                 | 422 /problems/invalid-fields
            {"kind": "correction", "note": " "}    | 422 /problems/invalid-fields
            {"note": "Why.", "notifyReaders": true} | 422 /problems/invalid-fields
            {"notifyReaders": "yes"}               | 400 /problems/bad-request
            {"kind": "rumour"}                     | 400 /problems/bad-request
            {"note": 1}                            | 400 /problems/bad-request
            {"notes": "x"}                         | 400 /problems/bad-request
            {"kind": "correction", "note": "Why."} | 409 /problems/nothing-to-correct
            """)
    void aRefusedPublicationChangesNothing(String request, String problem) {
        Answer draft = newsroom.aDraft();
        String path = "/api/articles/" + draft.text("id");

        assertThat(newsroom.post(path + "/publication", request).problem()).isEqualTo(problem);

        assertThat(newsroom.get(path).body()).isEqualTo(draft.body());
        assertThat(newsroom.get(path + "/revisions").body().path("items").isEmpty())
                .isTrue();
    }

    @Test
    void refusesAStaleVersionAndUnknownArticles() {
        Answer draft = newsroom.aDraft();
        String path = "/api/articles/" + draft.text("id");
        newsroom.put(path, "{\"body\": \"New.\"}", "If-Match", draft.etag());

        assertThat(newsroom.post(path + "/publication", "{}", "If-Match", draft.etag())
                        .problem())
                .isEqualTo("412 /problems/precondition-failed");
        assertThat(newsroom.delete(path + "/publication", "{\"reason\": \"x\"}").problem())
                .isEqualTo("409 /problems/not-published");
        assertThat(newsroom.delete(path + "/publication", "{}").problem()).isEqualTo("422 /problems/invalid-fields");
        assertThat(newsroom.post("/api/articles/nothing/publication", "{}").problem())
                .isEqualTo("404 /problems/not-found");
        assertThat(newsroom.get(path).body().path("revision").isNull()).isTrue();
    }

    @Test
    void readsBackWhatWasPublishedWithHashesThatAnyoneCanCheck() {
        String path = "/api/articles/" + newsroom.aDraft().text("id");
        for (String note : List.of("One.", "Two.", "Three.")) {
            newsroom.post(path + "/publication", "{\"note\": \"%s\"}".formatted(note));
        }

        Answer list = newsroom.get(path + "/revisions?limit=2");
        Answer rest = newsroom.get(path + "/revisions?limit=2&after=" + list.text("next"));
        Answer second = newsroom.get(path + "/revisions/2");

        assertThat(list.body().path("items").findValuesAsString("note")).containsExactly("Three.", "Two.");
        assertThat(rest.body().path("items").findValuesAsString("note")).containsExactly("One.");
        assertThat(rest.body().path("next").isNull()).isTrue();
        assertThat(second.body().path("content").path("body").asString()).isEqualTo("The *bells* are back.");
        assertThat(second.text("previous"))
                .isEqualTo(newsroom.get(path + "/revisions/1").text("hash"));
        byte[] record = JsonMapper.shared().writeValueAsBytes(second.body().path("record"));
        assertThat(new EventCodec().hashOf(record)).isEqualTo(second.text("hash"));
        for (String unknown : List.of("/0", "/4", "/-1", "/99999999999", "/x")) {
            assertThat(newsroom.get(path + "/revisions" + unknown).status()).isBetween(400, 404);
        }
        assertThat(newsroom.get("/api/articles/nothing/revisions").problem()).isEqualTo("404 /problems/not-found");
    }

    @Test
    void editorsOfTwoInstancesPublishOneArticleWithoutAGapOrAConflict() throws Exception {
        int editors = 100;
        String id = newsroom.aDraft().text("id");
        String path = "/api/articles/" + id + "/publication";
        List<Integer> numbers = new ArrayList<>();
        try (Newsroom other = Newsroom.start(Map.of());
                ExecutorService desks = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> calls = IntStream.range(0, editors)
                    .mapToObj(editor -> publishing(editor % 2 == 0 ? newsroom : other, path, editor))
                    .toList();
            for (Future<Integer> number : desks.invokeAll(calls)) {
                numbers.add(number.get());
            }
        }

        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, editors).boxed().toList());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Log.of(Topic.ARTICLES, id).stream()
                                .map(Revision::number)
                                .distinct()
                                .count())
                        .isEqualTo(editors));
    }

    @Test
    void editorsGoOnWhileKafkaIsAwayAndTheRecordArrivesLater() {
        String id;
        try (Newsroom cutOff = Newsroom.start(Map.of("spring.kafka.bootstrap-servers", "127.0.0.1:1"))) {
            id = cutOff.aDraft().text("id");

            Answer published = cutOff.post("/api/articles/" + id + "/publication", "{}", "traceparent", TRACE);

            assertThat(published.status()).isEqualTo(200);
        }
        String published = id;
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(traces(published)).containsOnly(TRACE));
    }

    @Test
    void whatIsPublishedBelongsToTheTraceOfItsRequest() {
        String id = newsroom.aDraft().text("id");

        newsroom.post("/api/articles/" + id + "/publication", "{}", "traceparent", TRACE);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(traces(id)).containsOnly(TRACE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
                TRACE + "-more",
                TRACE + "," + TRACE
            })
    void whatIsNoTraceGoesNowhere(String trace) {
        String id = newsroom.aDraft().text("id");

        newsroom.post("/api/articles/" + id + "/publication", "{}", "traceparent", trace);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(traces(id)).containsOnly("none"));
    }

    private static List<? extends Object> log(String id) {
        return Log.of(Topic.ARTICLES, id).stream()
                .map(Revision::event)
                .distinct()
                .toList();
    }

    /** The trace that each of an article's records says it belongs to. */
    private static List<String> traces(String id) {
        return Log.messages(Topic.ARTICLES).stream()
                .filter(message -> new String(message.key(), UTF_8).startsWith(id + "/"))
                .map(message -> message.headers().lastHeader("traceparent"))
                .map(header -> header == null ? "none" : new String(header.value(), UTF_8))
                .toList();
    }

    private static Callable<Integer> publishing(Newsroom newsroom, String path, int editor) {
        return () -> {
            Answer answer = newsroom.post(path, "{\"note\": \"Editor %d\"}".formatted(editor));
            assertThat(answer.status()).as(answer.problem()).isEqualTo(200);
            return answer.body().path("revision").asInt();
        };
    }
}
