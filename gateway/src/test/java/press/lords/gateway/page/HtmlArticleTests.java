package press.lords.gateway.page;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Byline;
import press.lords.events.ArticleEvent.CategoryName;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Retracted;
import press.lords.events.SiteEvent.Follow;
import press.lords.events.SiteEvent.Furnished;
import press.lords.events.SiteEvent.Newsletter;
import press.lords.events.SiteEvent.Sponsor;
import press.lords.gateway.FakeView;
import press.lords.gateway.Fixtures;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;
import press.lords.gateway.MutableClock;
import press.lords.gateway.view.Furniture;

import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.gateway.Fixtures.PUBLISHED_AT;
import static press.lords.gateway.Fixtures.anArticle;
import static press.lords.gateway.Fixtures.article;
import static press.lords.gateway.Fixtures.content;

@GatewayTest
class HtmlArticleTests {

    private static final String HOSTILE = "</title><script>alert(1)</script>\" onload='x' & <b>";

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
    void showsEveryPartOfTheArticle() {
        Document page = page("/articles/bells");

        assertThat(page.title()).isEqualTo("Bells of the ‘old’ harbour – Lord's Press");
        assertThat(page.select("h1").eachText()).containsExactly("Bells of the ‘old’ harbour");
        assertThat(text(page, "main .kind")).isEqualTo("Special report");
        assertThat(text(page, "main .standfirst")).isEqualTo("A standfirst");
        assertThat(text(page, ".byline")).isEqualTo("By LP Staff Writers");
        assertThat(page.select(".byline a").attr("href")).isEqualTo("/authors/lp-staff-writers");
        assertThat(page.select(".dates time").attr("datetime")).isEqualTo("2025-10-11T08:00:00Z");
        assertThat(text(page, ".dates")).isEqualTo("Published 11 October 2025, 09:00 BST");
        assertThat(page.select(".body p").eachText())
                .containsExactly("“Ring the bells,” she said — twice.", "They rang.");
        assertThat(text(page, ".biography")).isEqualTo("LP Staff Writers They write.");
        assertThat(page.select(".filed a").attr("href")).isEqualTo("/categories/harbour");
        assertThat(text(page, ".record"))
                .contains("Revision 1 of 11 October 2025")
                .contains("sha256:");
        assertThat(page.select(".corrections, .banner, .preview")).isEmpty();
    }

    @Test
    void showsEverythingAroundTheArticle() {
        Document page = page("/articles/bells");

        assertThat(page.select("html").attr("lang")).isEqualTo("en-GB");
        assertThat(page.select(".ear").eachText())
                .startsWith("Saturday, 11 October, 2025", "London, UK Saturday, October 11, 2025 1:49 PM");
        assertThat(text(page, ".weather"))
                .isEqualTo("broken clouds 15.7°C Condition: Broken clouds Humidity: 62% Wind Speed: 8.3 km/h"
                        + " Weather by Example");
        assertThat(page.select("nav[aria-label=Sections] a").eachAttr("href"))
                .containsExactly("/", "/categories/world", "/categories/arts", "/archive/2025/10");
        assertThat(page.select("form[role=search]").attr("action")).isEqualTo("/search");
        assertThat(text(page, ".newsletter")).isEqualTo("Newsletter Subscribe. Subscribe · Sign in");
        assertThat(page.select(".newsletter a").eachAttr("href")).containsExactly("/subscribe", "/sign-in");
        assertThat(page.select(".follow a").attr("rel")).isEqualTo("noopener");
        assertThat(text(page, ".sponsors")).isEqualTo("Sponsors Always LP is free");
        assertThat(text(page, ".about")).isEqualTo("About A paper of record.");
        assertThat(text(page, ".privacy")).isEqualTo("Privacy Overview We use cookies. Statistics Notice version 1");
    }

    @Test
    void tellsCrawlersWhereItIs() {
        Document page = page("/articles/bells");

        assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo("/articles/bells");
        assertThat(page.select("link[rel=alternate]").attr("href")).isEqualTo("/api/pages/articles/bells");
        assertThat(http.get(page.select("link[rel=alternate]").attr("href")).statusCode())
                .isEqualTo(200);
        assertThat(page.select("meta[name=description]").attr("content")).isEqualTo("A standfirst");
        assertThat(page.select("meta[name=robots], script, style, [style]")).isEmpty();
    }

    @Test
    void showsNoSectionThatIsEmpty() {
        view.furnish(new Furniture(Map.of(), null, null, null, Map.of()));

        Document page = page("/articles/bells");

        assertThat(text(page, ".weather")).isEqualTo("No weather to report");
        assertThat(page.select(".newsletter, .follow, .sponsors, .about, .privacy, .biography"))
                .isEmpty();
        assertThat(page.select(".colophon a").attr("href"))
                .as("there whatever else is")
                .isEqualTo("/consent");
    }

    @Test
    void saysHowOldTheWeatherIs() {
        clock.set(Fixtures.NOW.plusSeconds(3600));
        assertThat(text(page("/articles/bells"), ".weather"))
                .contains("Stale: not confirmed since 11 October 2025, 13:45 BST.");

        clock.set(Fixtures.NOW);
        view.furnish(new Furniture(
                Map.of(), null, null, null, Map.of("london", Fixtures.revision("london", 2, Fixtures.weather(true)))));
        assertThat(text(page("/articles/bells"), ".weather")).contains("Recorded, not current:");
    }

    @Test
    void escapesWhateverEditorsWrite() {
        view.furnish(new Furniture(
                Map.of(),
                null,
                Fixtures.revision(
                        "site",
                        2,
                        new Furnished(
                                List.of(new Follow(HOSTILE, "javascript:alert(1)")),
                                List.of(new Sponsor(HOSTILE, "javascript:alert(1)", HOSTILE, null, null)),
                                new Newsletter(HOSTILE, HOSTILE),
                                HOSTILE)),
                null,
                Map.of()));
        view.add(article(
                "h1",
                1,
                new Published(
                        Change.CORRECTION,
                        HOSTILE,
                        PUBLISHED_AT,
                        new Content(
                                "hostile",
                                Kind.NEWS,
                                Access.EVERYONE,
                                HOSTILE,
                                HOSTILE,
                                "",
                                "<p>" + HOSTILE + "</p>",
                                List.of(new Byline("\"><script>", HOSTILE)),
                                List.of(new CategoryName("\"><script>", HOSTILE))))));

        for (String address : List.of("/articles/hostile", "/")) {
            Document page = page(address);
            assertThat(page.select("script, [onload]")).as(address).isEmpty();
            assertThat(page.html()).as(address).doesNotContain("javascript:");
            assertThat(page.text()).contains(HOSTILE);
        }
    }

    @Test
    void neverShowsGatedText() {
        String html = "<p>Opening words.</p>" + "<p>Filling.</p>".repeat(20) + "<p>SECRET-ENDING</p>";
        view.add(anArticle("g1", 1, "gated", Access.SUBSCRIBERS, html));

        HttpResponse<byte[]> response = http.get("/articles/gated");

        assertThat(Http.text(response)).contains("Opening words.").doesNotContain("SECRET-ENDING");
        assertThat(text(page("/articles/gated"), ".preview")).startsWith("This is a preview.");
        assertThat(text(page("/articles/gated"), ".kind .mark")).isEqualTo("Subscribers");
        assertThat(response.headers().firstValue("Vary")).contains("Accept-Encoding, Cookie, Authorization");
        assertThat(Http.text(http.get("/"))).doesNotContain("SECRET-ENDING");
    }

    @Test
    void showsCorrectionsAndWhatWasThereBefore() {
        view.add(article(
                "a1",
                2,
                new Published(
                        Change.CORRECTION,
                        "The bell count.",
                        PUBLISHED_AT,
                        content("bells", Access.EVERYONE, "<h1>Two</h1>"))));

        Document now = page("/articles/bells");
        Document before = page("/articles/bells/revisions/1");

        assertThat(text(now, ".corrections"))
                .isEqualTo(
                        "Corrections 11 October 2025, 09:00 BST The bell count. In revision 2; before it: revision 1");
        assertThat(now.select(".corrections a").eachAttr("href"))
                .containsExactly("/articles/bells/revisions/2", "/articles/bells/revisions/1");
        assertThat(now.select(".record a").eachAttr("href"))
                .containsExactly("/articles/bells/revisions/2", "/articles/bells/revisions/1");
        assertThat(now.select("h1")).as("no other heading is of the first rank").hasSize(1);
        assertThat(text(before, ".banner")).startsWith("This is revision 1, kept for the record.");
        assertThat(before.select("link[rel=canonical]").attr("href")).isEqualTo("/articles/bells");
        assertThat(before.select("link[rel=alternate]").attr("href"))
                .isEqualTo("/api/pages/articles/bells/revisions/1");
    }

    @Test
    void marksWhatIsLeftOfARetractedArticle() {
        view.add(article("a1", 2, new Retracted("bells", "It was not so.", PUBLISHED_AT)));

        Document before = page("/articles/bells/revisions/1");

        assertThat(text(before, ".banner")).startsWith("This article was retracted.");
        assertThat(before.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
    }

    @Test
    void sendsReadersOnToTheHtmlAddress() {
        view.move("old-bells", "bells");

        for (String rest : List.of("", "/revisions/1", "?x=1")) {
            HttpResponse<byte[]> moved = http.get("/articles/old-bells" + rest);
            assertThat(moved.statusCode()).isEqualTo(301);
            assertThat(moved.headers().firstValue("Location")).contains("/articles/bells" + rest);
        }
    }

    private Document page(String address) {
        HttpResponse<byte[]> response = http.get(address);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        return Jsoup.parse(Http.text(response));
    }

    private static String text(Document page, String selector) {
        return page.select(selector).text();
    }
}
