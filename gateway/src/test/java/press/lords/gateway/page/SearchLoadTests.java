package press.lords.gateway.page;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import press.lords.gateway.FakeView;
import press.lords.gateway.Fixtures;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@GatewayTest
@TestPropertySource(
        properties = {"press.pages.builders=2", "press.pages.searchers=2", "press.pages.max-waiting-searches=2"})
class SearchLoadTests {

    private static final int SEARCHES = 8;
    /** Two that are made and two that wait. */
    private static final int TAKEN = 4;

    @Autowired
    private FakeView view;

    private Http http;

    @BeforeEach
    void furnish(@LocalServerPort int port) {
        http = new Http(port);
        view.clear();
        view.furnish(Fixtures.furniture());
        view.add(Fixtures.anArticle("a1", "bells"));
    }

    @Test
    void pagesAreBuiltWhileSearchesTakeAllTheRoomThatTheyMayTake() throws Exception {
        CountDownLatch searching = new CountDownLatch(2);
        CompletableFuture<Void> end = new CompletableFuture<>();
        view.beforeSearches(() -> {
            searching.countDown();
            end.join();
        });
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<byte[]>>> searches = IntStream.range(0, SEARCHES)
                    .mapToObj(n -> readers.submit(() -> http.get("/api/search?q=Bells")))
                    .toList();
            try {
                assertThat(searching.await(10, TimeUnit.SECONDS)).isTrue();
                for (String page : List.of("/api/pages/articles/bells", "/api/pages/front?limit=1")) {
                    assertThat(readers.submit(() -> http.get(page)).get(10, TimeUnit.SECONDS))
                            .as(page)
                            .returns(200, HttpResponse::statusCode);
                }
                await().untilAsserted(() -> assertThat(searches)
                        .filteredOn(Future::isDone)
                        .hasSizeGreaterThanOrEqualTo(SEARCHES - TAKEN)
                        .allSatisfy(refused -> assertOverloaded(refused.get())));
            } finally {
                end.complete(null);
            }
            assertThat(searches).extracting(search -> search.get().statusCode()).contains(200);
        }
    }

    private static void assertOverloaded(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Http.json(answer).at("/type").asString()).isEqualTo("/problems/overloaded");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }
}
