package press.lords.gateway.page;

import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import press.lords.events.ArticleEvent.Retracted;
import press.lords.gateway.FakeView;
import press.lords.gateway.Fixtures;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;
import press.lords.gateway.MutableClock;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.gateway.Fixtures.PUBLISHED_AT;
import static press.lords.gateway.Fixtures.anArticle;
import static press.lords.gateway.Fixtures.article;

@GatewayTest
class ListPageTests {

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
    void hasTheSameFrameAsAnArticle() {
        JsonNode page = Http.json(http.get("/api/pages/front"));

        assertThat(page.propertyNames())
                .containsExactly(
                        "masthead",
                        "list",
                        "follow",
                        "newsletter",
                        "sponsors",
                        "privacy",
                        "viewer",
                        "sections",
                        "about");
        assertThat(page.at("/list").propertyNames()).containsExactly("title", "items", "next");
        assertThat(page.at("/list/items/0").propertyNames())
                .containsExactly(
                        "id",
                        "slug",
                        "revision",
                        "kind",
                        "access",
                        "headline",
                        "standfirst",
                        "authors",
                        "categories",
                        "publishedAt",
                        "page");
        assertThat(page.at("/list/items/0/page").asString()).isEqualTo("/api/pages/articles/bells");
        assertThat(page.at("/list/next").isNull()).isTrue();
    }

    @Test
    void showsACategoryWithItsDescendants() {
        assertThat(slugs("/api/pages/categories/world")).containsExactly("bells");
        assertThat(slugs("/api/pages/categories/harbour")).containsExactly("bells");
        assertThat(slugs("/api/pages/categories/arts")).isEmpty();
        assertThat(type("/api/pages/categories/nowhere", 404)).isEqualTo("/problems/category-unknown");
    }

    @Test
    void showsWhatAnAuthorWrote() {
        assertThat(slugs("/api/pages/authors/lp-staff-writers")).containsExactly("bells");
        assertThat(type("/api/pages/authors/nobody", 404)).isEqualTo("/problems/author-unknown");
    }

    @Test
    void showsAMonth() {
        assertThat(slugs("/api/pages/archive/2025/10")).containsExactly("bells");
        assertThat(slugs("/api/pages/archive/2025/11")).isEmpty();
        assertThat(Http.json(http.get("/api/pages/archive/2025/10"))
                        .at("/list/title")
                        .asString())
                .isEqualTo("October 2025");
    }

    @Test
    void searches() {
        JsonNode item = Http.json(http.get("/api/search?q=harbour")).at("/list/items/0");

        assertThat(item.at("/slug").asString()).isEqualTo("bells");
        assertThat(item.at("/score").asDouble()).isEqualTo(1.5);
        assertThat(item.at("/highlights").toString()).isEqualTo("[\"<mark>harbour</mark>\"]");
    }

    @Test
    void goesOnByCursor() {
        view.add(anArticle("a2", "whistles"));
        HttpResponse<byte[]> first = http.get("/api/pages/front?limit=1");

        String link = first.headers().firstValue("Link").orElseThrow();

        assertThat(link).isEqualTo("</api/pages/front?after=o1&limit=1>; rel=\"next\"");
        assertThat(Http.json(first).at("/list/next").asString()).isEqualTo("o1");
        assertThat(slugs("/api/pages/front?limit=1"))
                .doesNotContainAnyElementsOf(slugs("/api/pages/front?after=o1&limit=1"));
        assertThat(http.get("/api/pages/front?after=o1&limit=1").headers().firstValue("Link"))
                .isEmpty();
        assertThat(http.get("/api/search?q=old&limit=1").headers().firstValue("Link"))
                .contains("</api/search?q=old&after=o1&limit=1>; rel=\"next\"");
    }

    @Test
    void changesAsSoonAsAnArticleDoes() {
        assertThat(slugs("/api/pages/front")).containsExactly("bells");

        view.add(article("a1", 2, new Retracted("bells", "It was not so.", PUBLISHED_AT)));

        assertThat(slugs("/api/pages/front")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/pages/front?limit=0",
                "/api/pages/front?limit=101",
                "/api/pages/front?limit=ten",
                "/api/pages/front?after=",
                "/api/pages/front?after=forged",
                "/api/pages/archive/2025/13",
                "/api/pages/archive/2025/1",
                "/api/pages/archive/25/01",
                "/api/search",
                "/api/search?q=%20",
                "/api/search?q=a&limit=-1",
                "/api/pages/front?at-least=nonsense",
                "/api/pages/articles/bells?at-least=",
            })
    void refusesAQueryThatCantBeMeant(String address) {
        assertThat(type(address, 400)).isEqualTo("/problems/bad-query");
    }

    @Test
    void refusesWordsWithoutEnd() {
        assertThat(type("/api/search?q=" + "a".repeat(201), 400)).isEqualTo("/problems/bad-query");
    }

    private List<String> slugs(String address) {
        HttpResponse<byte[]> response = http.get(address);
        assertThat(response.statusCode()).isEqualTo(200);
        return Http.json(response)
                .at("/list/items")
                .valueStream()
                .map(item -> item.at("/slug").asString())
                .toList();
    }

    private String type(String address, int status) {
        HttpResponse<byte[]> response = http.get(address);
        assertThat(response.statusCode()).isEqualTo(status);
        return Http.json(response).at("/type").asString();
    }
}
