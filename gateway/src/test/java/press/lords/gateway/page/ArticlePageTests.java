package press.lords.gateway.page;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Redacted;
import press.lords.events.ArticleEvent.Retracted;
import press.lords.gateway.FakeView;
import press.lords.gateway.Fixtures;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;
import press.lords.gateway.MutableClock;
import press.lords.gateway.view.Furniture;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.gateway.Fixtures.PUBLISHED_AT;
import static press.lords.gateway.Fixtures.anArticle;
import static press.lords.gateway.Fixtures.article;
import static press.lords.gateway.Fixtures.content;

@GatewayTest
class ArticlePageTests {

    private static final String BELLS = "/api/pages/articles/bells";

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
    void carriesTheWholePageInTheOrderOfTheContract() {
        HttpResponse<byte[]> response = http.get(BELLS);

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode page = Http.json(response);
        assertThat(page.propertyNames())
                .containsExactly(
                        "masthead",
                        "article",
                        "follow",
                        "newsletter",
                        "sponsors",
                        "privacy",
                        "viewer",
                        "sections",
                        "about");
        assertThat(page.at("/masthead").toString())
                .isEqualTo("{\"publication\":\"Lord's Press\","
                        + "\"date\":{\"iso\":\"2025-10-11\",\"label\":\"Saturday, 11 October, 2025\"},"
                        + "\"place\":\"London, UK\","
                        + "\"localTime\":{\"iso\":\"2025-10-11T13:49:00+01:00\",\"label\":\"Saturday, October 11, 2025 1:49 PM\"},"
                        + "\"weather\":{\"state\":\"live\",\"asOf\":\"2025-10-11T12:45:00Z\",\"summary\":\"broken clouds 15.7°C\","
                        + "\"condition\":{\"code\":\"broken-clouds\",\"label\":\"Broken clouds\"},"
                        + "\"temperature\":{\"value\":15.7,\"unit\":\"°C\",\"label\":\"15.7°C\"},"
                        + "\"humidity\":{\"value\":62,\"unit\":\"%\",\"label\":\"62%\"},"
                        + "\"wind\":{\"value\":8.3,\"unit\":\"km/h\",\"label\":\"8.3 km/h\"},"
                        + "\"attribution\":{\"text\":\"Weather by Example\",\"url\":\"https://example.org/w\"}}}");
        assertThat(page.at("/article").propertyNames())
                .containsExactly(
                        "id",
                        "slug",
                        "revision",
                        "state",
                        "kind",
                        "access",
                        "complete",
                        "headline",
                        "standfirst",
                        "body",
                        "authors",
                        "categories",
                        "publishedAt",
                        "updatedAt",
                        "hash",
                        "corrections");
        assertThat(page.at("/article/body").toString())
                .isEqualTo("{\"html\":\"<p>“Ring the bells,” she said — twice.</p>\\n<p>They rang.</p>\","
                        + "\"text\":\"“Ring the bells,” she said — twice.\\n\\nThey rang.\"}");
        assertThat(page.at("/article/authors").toString())
                .isEqualTo(
                        "[{\"slug\":\"lp-staff-writers\",\"name\":\"LP Staff Writers\",\"biography\":\"They write.\"}]");
        assertThat(page.at("/article/kind").asString()).isEqualTo("special-report");
        assertThat(page.at("/article/corrections").toString()).isEqualTo("[]");
        assertThat(page.at("/sponsors").toString())
                .isEqualTo("[{\"name\":\"Always\",\"url\":\"https://example.org/a\",\"label\":\"LP is free\"}]");
        assertThat(page.at("/viewer").toString()).isEqualTo("{\"signedIn\":false,\"access\":\"everyone\"}");
        assertThat(page.at("/newsletter/action").asString()).isEqualTo("/api/subscriptions");
        assertThat(page.at("/privacy/noticeVersion").asString()).isEqualTo("1");
    }

    @Test
    void leavesNoSectionOutWhenNothingIsKnown() {
        view.furnish(new Furniture(Map.of(), null, null, null, Map.of()));

        JsonNode page = Http.json(http.get(BELLS));

        assertThat(page.at("/masthead/weather").toString())
                .startsWith("{\"state\":\"absent\",\"asOf\":null,\"summary\":null");
        assertThat(page.at("/follow").toString()).isEqualTo("[]");
        assertThat(page.at("/sponsors").toString()).isEqualTo("[]");
        assertThat(page.at("/privacy/purposes").toString()).isEqualTo("[]");
        assertThat(page.at("/article/authors/0/biography").asString()).isEmpty();
        assertThat(page.at("/sections").toString())
                .isEqualTo(
                        "{\"weather\":{\"state\":\"absent\",\"asOf\":null},\"site\":{\"state\":\"absent\",\"asOf\":null},"
                                + "\"privacy\":{\"state\":\"absent\",\"asOf\":null}}");
    }

    @Test
    void neverSendsGatedText() {
        String html = "<p>Opening words.</p>" + "<p>Filling.</p>".repeat(20) + "<p>SECRET-ENDING</p>";
        view.add(article(
                "g1",
                1,
                new Published(Change.PUBLICATION, null, PUBLISHED_AT, content("gated", Access.SUBSCRIBERS, html))));

        HttpResponse<byte[]> response = http.get("/api/pages/articles/gated");

        assertThat(Http.json(response).at("/article/complete").asBoolean()).isFalse();
        assertThat(Http.text(response)).contains("Opening words.").doesNotContain("SECRET-ENDING");
        assertThat(response.headers().firstValue("Vary")).contains("Accept-Encoding, Cookie, Authorization");
        assertThat(Http.text(http.get("/api/pages/articles/gated/revisions/1"))).doesNotContain("SECRET-ENDING");
        assertThat(Http.text(http.get("/api/pages/front"))).doesNotContain("SECRET-ENDING");
        assertThat(Http.text(http.get("/api/search?q=Bells"))).doesNotContain("SECRET-ENDING");
    }

    @Test
    void showsPastRevisionsAndWhatBecameOfThem() {
        view.add(article(
                "a1",
                2,
                new Published(
                        Change.CORRECTION,
                        "The bell count.",
                        PUBLISHED_AT,
                        content("bells", Access.EVERYONE, "<p>Two.</p>"))));

        assertThat(Http.json(http.get(BELLS)).at("/article/corrections").toString())
                .isEqualTo("[{\"at\":\"2025-10-11T08:00:02Z\",\"note\":\"The bell count.\",\"revision\":2}]");
        JsonNode first = Http.json(http.get(BELLS + "/revisions/1"));
        assertThat(first.at("/article/state").asString()).isEqualTo("superseded");
        assertThat(first.at("/article/corrections").toString()).isEqualTo("[]");
        assertThat(Http.json(http.get(BELLS + "/revisions/2"))
                        .at("/article/state")
                        .asString())
                .isEqualTo("published");
        assertThat(type(http.get(BELLS + "/revisions/3"), 404)).isEqualTo("/problems/revision-unknown");
        assertThat(type(http.get(BELLS + "/revisions/x"), 404)).isEqualTo("/problems/revision-unknown");
    }

    @Test
    void leavesAMarkerOfWhatWasRetracted() {
        assertThat(http.get(BELLS).statusCode()).isEqualTo(200);
        view.add(article("a1", 2, new Retracted("bells", "It was not so.", PUBLISHED_AT)));

        HttpResponse<byte[]> gone = http.get(BELLS);

        assertThat(type(gone, 410)).isEqualTo("/problems/article-retracted");
        assertThat(Http.json(gone).at("/reason").asString()).isEqualTo("It was not so.");
        assertThat(Http.json(gone).at("/retractedAt").asString()).isEqualTo("2025-10-11T08:00:02Z");
        assertThat(Http.json(http.get(BELLS + "/revisions/1"))
                        .at("/article/state")
                        .asString())
                .isEqualTo("retracted");
        assertThat(type(http.get(BELLS + "/revisions/2"), 410)).isEqualTo("/problems/article-retracted");
    }

    @Test
    void leavesTheHashOfWhatTheLawRemoved() {
        view.add(article("a1", 2, new Redacted("bells", "Court order", 1, "sha256:abc")));

        HttpResponse<byte[]> removed = http.get(BELLS + "/revisions/1");

        assertThat(type(removed, 451)).isEqualTo("/problems/revision-removed");
        assertThat(Http.json(removed).at("/hash").asString()).isEqualTo("sha256:abc");
        assertThat(type(http.get(BELLS), 451)).isEqualTo("/problems/revision-removed");
    }

    @Test
    void sendsReadersOnFromAnEarlierAddress() {
        view.move("old-bells", "bells");

        assertThat(http.get("/api/pages/articles/old-bells").statusCode()).isEqualTo(301);
        assertThat(http.get("/api/pages/articles/old-bells").headers().firstValue("Location"))
                .contains(BELLS);
        assertThat(http.get("/api/pages/articles/old-bells/revisions/1")
                        .headers()
                        .firstValue("Location"))
                .contains(BELLS + "/revisions/1");
    }

    @Test
    void knowsANewArticleAtOnce() {
        assertThat(type(http.get("/api/pages/articles/whistles"), 404)).isEqualTo("/problems/article-unknown");

        view.add(anArticle("a2", "whistles"));

        assertThat(http.get("/api/pages/articles/whistles").statusCode()).isEqualTo(200);
    }

    private static String type(HttpResponse<byte[]> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(List.of(status)).contains(Http.json(response).at("/status").asInt());
        return Http.json(response).at("/type").asString();
    }
}
