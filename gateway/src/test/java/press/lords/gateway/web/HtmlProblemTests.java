package press.lords.gateway.web;

import java.net.http.HttpResponse;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import press.lords.events.ArticleEvent.Redacted;
import press.lords.events.ArticleEvent.Retracted;
import press.lords.gateway.FakeView;
import press.lords.gateway.Fixtures;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;
import press.lords.gateway.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.gateway.Fixtures.PUBLISHED_AT;
import static press.lords.gateway.Fixtures.article;

@GatewayTest
class HtmlProblemTests {

    @Autowired
    private FakeView view;

    @Autowired
    private MutableClock clock;

    @Autowired
    private ProblemHandler handler;

    private Http http;

    @BeforeEach
    void furnish(@LocalServerPort int port) {
        http = new Http(port);
        clock.set(Fixtures.NOW);
        view.clear();
        view.furnish(Fixtures.furniture());
        view.add(Fixtures.anArticle("a1", "bells"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /articles/unknown, 404, No article has this address",
        "GET, /articles/bells/revisions/9, 404, The article has no revision of this number",
        "GET, /articles/bells/revisions/x, 404, The article has no revision of this number",
        "GET, /categories/nowhere, 404, No category has this address",
        "GET, /authors/nobody, 404, No author has this address",
        "GET, /nothing/at/all, 404, Nothing is at this address",
        "GET, /?limit=0, 400, A part of the query can't be read",
        "GET, /search, 400, A part of the query can't be read",
        "POST, /articles/bells, 405, The address doesn't take this method",
    })
    void isAPageWherePeopleGo(String method, String path, int status, String title) {
        HttpResponse<byte[]> response = http.send(method, path);

        Document page = page(response, status);
        assertThat(page.select("h1").text()).isEqualTo(title);
        assertThat(page.select(".masthead .name").text()).isEqualTo("Lord’s Press");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
    }

    @Test
    void saysWhyAndWhenAnArticleWasRetracted() {
        view.add(article("a1", 2, new Retracted("bells", "It was <i>not</i> so.", PUBLISHED_AT)));

        Document page = page(http.get("/articles/bells"), 410);

        assertThat(page.select("h1").text()).isEqualTo("The article was retracted");
        assertThat(page.select("main blockquote").text()).isEqualTo("It was <i>not</i> so.");
        assertThat(page.select("main time").attr("datetime")).isEqualTo("2025-10-11T08:00:02Z");
        assertThat(page.select(".record a").eachAttr("href")).containsExactly("/articles/bells/revisions/1");
        assertThat(page.select("link[rel=canonical]")).isEmpty();
    }

    @Test
    void leavesTheHashOfWhatTheLawRemoved() {
        view.add(article("a1", 2, new Redacted("bells", "Court order", 1, "sha256:abc")));

        Document page = page(http.get("/articles/bells/revisions/1"), 451);

        assertThat(page.select("main").text()).contains("Court order").contains("sha256:abc");
    }

    @Test
    void showsAnIncidentAndNothingElse() {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/x"));

        handler.handle(exchange, new IllegalStateException("password=hunter2")).block();

        String body = exchange.getResponse().getBodyAsString().block();
        assertThat(exchange.getResponse().getStatusCode()).hasToString("500 INTERNAL_SERVER_ERROR");
        assertThat(body).contains("<html").contains("Incident ").doesNotContain("hunter2", "IllegalState");
    }

    private static Document page(HttpResponse<byte[]> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(response.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains(
                        "default-src 'none'",
                        "object-src 'none'",
                        "base-uri 'none'",
                        "style-src 'self'",
                        "form-action 'self'",
                        "frame-ancestors 'none'");
        return Jsoup.parse(Http.text(response));
    }
}
