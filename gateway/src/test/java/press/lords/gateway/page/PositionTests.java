package press.lords.gateway.page;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import press.lords.events.Position;
import press.lords.gateway.FakeView;
import press.lords.gateway.Fixtures;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class PositionTests {

    private static final Position POSITION = new Position("a1", 1);

    @Autowired
    private FakeView view;

    private Http http;

    @BeforeEach
    void furnish(@LocalServerPort int port) {
        http = new Http(port);
        view.clear();
        view.furnish(Fixtures.furniture());
    }

    @Test
    void waitsUntilTheRevisionIsVisible() {
        for (String page : new String[] {"/api/pages/articles/bells", "/api/pages/front"}) {
            view.clear();
            CompletableFuture<HttpResponse<byte[]>> answer =
                    CompletableFuture.supplyAsync(() -> http.get(page + "?at-least=" + POSITION.encoded()));
            Awaitility.await().until(() -> view.isAwaited(POSITION));

            view.add(Fixtures.anArticle("a1", "bells"));

            HttpResponse<byte[]> response = answer.join();
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(Http.text(response)).contains("bells");
            assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(response.headers().firstValue("ETag")).isEmpty();
        }
    }

    @Test
    void givesUpAfterAWhile() {
        HttpResponse<byte[]> response = http.get("/api/pages/articles/bells?at-least=" + POSITION.encoded());

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(Http.json(response).at("/type").asString()).isEqualTo("/problems/not-yet-visible");
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
    }
}
