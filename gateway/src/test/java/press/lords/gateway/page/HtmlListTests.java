package press.lords.gateway.page;

import java.net.http.HttpResponse;
import java.util.List;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.Position;
import press.lords.gateway.FakeView;
import press.lords.gateway.Fixtures;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;
import press.lords.gateway.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.gateway.Fixtures.PUBLISHED_AT;
import static press.lords.gateway.Fixtures.anArticle;
import static press.lords.gateway.Fixtures.article;

@GatewayTest
class HtmlListTests {

    @Autowired
    private FakeView view;

    @Autowired
    private MutableClock clock;

    private Http http;

    @BeforeEach
    void furnish(@LocalServerPort int port) {
        http = new Http(port);
        clock.set(Fixtures.NOW);
        view.clear();
        view.furnish(Fixtures.furniture());
        view.add(anArticle("a1", "bells"));
    }

    @Test
    void showsTheFront() {
        Document page = page("/");

        assertThat(page.title()).isEqualTo("Lord's Press");
        assertThat(page.select("h1").eachText()).containsExactly("Lord’s Press");
        assertThat(page.select(".item h2 a").attr("href")).isEqualTo("/articles/bells");
        assertThat(page.select(".item .kind").text()).isEqualTo("Special report");
        assertThat(page.select(".item .byline a").attr("href")).isEqualTo("/authors/lp-staff-writers");
        assertThat(page.select("link[rel=alternate]").attr("href")).isEqualTo("/api/pages/front");
        assertThat(page.select("nav [aria-current]").text()).isEqualTo("Front page");
    }

    @Test
    void showsEachListWithItsSurroundings() {
        assertThat(heading("/categories/coast")).isEqualTo("Coast World Harbour");
        assertThat(page("/categories/coast").select(".nearby a").eachAttr("href"))
                .containsExactly("/categories/world", "/categories/harbour");
        assertThat(heading("/authors/lp-staff-writers")).isEqualTo("LP Staff Writers They write.");
        assertThat(heading("/archive/2025/10")).isEqualTo("October 2025 September 2025");
        assertThat(page("/archive/2025/09").select(".nearby a").eachAttr("href"))
                .containsExactly("/archive/2025/08", "/archive/2025/10");
        assertThat(page("/categories/arts").select(".empty").text()).isEqualTo("Nothing was published here.");
    }

    private String heading(String address) {
        Document page = page(address);
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo(address);
        return page.select("main .heading").text();
    }

    @Test
    void goesOnByCursor() {
        view.add(anArticle("a2", "whistles"));

        Document first = page("/?limit=1");
        Document second = page(first.select("a[rel=next]").attr("href"));

        assertThat(first.select("a[rel=next]").attr("href")).isEqualTo("/?after=o1&limit=1");
        assertThat(http.get("/?limit=1").headers().firstValue("Link")).contains("</?after=o1&limit=1>; rel=\"next\"");
        assertThat(second.select(".item h2").text())
                .isNotEqualTo(first.select(".item h2 a").attr("href"));
        assertThat(second.select("a[rel=next]")).isEmpty();
        assertThat(second.select(".paging a").attr("href")).isEqualTo("/");
        assertThat(second.select("link[rel=canonical]")).isEmpty();
        assertThat(second.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
    }

    @Test
    void showsWhatWasSearchedFor() {
        Document page = page("/search?q=harbour");

        assertThat(page.select("h1").text()).isEqualTo("Search: harbour");
        assertThat(page.select("#q").attr("value")).isEqualTo("harbour");
        assertThat(page.select(".item mark").text()).isEqualTo("harbour");
        assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
        assertThat(page.select("link[rel=alternate]").attr("href")).isEqualTo("/api/search?q=harbour");
        assertThat(page("/search?q=nowhere").select(".empty").text()).isEqualTo("No article has these words.");
    }

    @Test
    void escapesWhatReadersSearchForAndWhatIsFound() {
        String words = "<script>alert(1)</script>";
        view.add(article(
                "h1",
                1,
                new Published(
                        Change.PUBLICATION,
                        null,
                        PUBLISHED_AT,
                        new Content("hostile", Kind.NEWS, Access.EVERYONE, words, "", "", "", List.of(), List.of()))));

        HttpResponse<byte[]> response = http.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E");

        assertThat(Http.text(response)).doesNotContain("<script");
        Document page = Jsoup.parse(Http.text(response));
        assertThat(page.select("#q").attr("value")).isEqualTo(words);
        assertThat(page.select(".item h2").text()).isEqualTo(words);
    }

    @Test
    void waitsForAPosition() {
        String position = new Position("a1", 1).encoded();

        HttpResponse<byte[]> response = http.get("/?at-least=" + position);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(http.get("/articles/bells?at-least=" + new Position("a1", 9).encoded())
                        .statusCode())
                .isEqualTo(503);
    }

    private Document page(String address) {
        HttpResponse<byte[]> response = http.get(address);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        return Jsoup.parse(Http.text(response));
    }
}
