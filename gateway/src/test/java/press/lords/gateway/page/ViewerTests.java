package press.lords.gateway.page;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Retracted;
import press.lords.events.Position;
import press.lords.events.SubscriberEvent.State;
import press.lords.gateway.FakeView;
import press.lords.gateway.Fixtures;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;
import press.lords.gateway.MutableClock;
import press.lords.gateway.access.FakeIssuer;

import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.gateway.Fixtures.PUBLISHED_AT;
import static press.lords.gateway.Fixtures.anArticle;
import static press.lords.gateway.Fixtures.article;

@GatewayTest
class ViewerTests {

    private static final String SECRET = "SECRET-ENDING";
    private static final String HTML = "<p>Opening words.</p>" + "<p>Filling.</p>".repeat(20) + "<p>" + SECRET + "</p>";

    /** Every page that has a gated article somewhere. */
    private static final List<String> PAGES = List.of(
            "/api/pages/articles/gated",
            "/api/pages/articles/gated/revisions/1",
            "/api/pages/articles/gated/revisions/2",
            "/api/pages/articles/taken-back/revisions/1",
            "/api/pages/front",
            "/api/pages/categories/world",
            "/api/pages/authors/lp-staff-writers",
            "/api/pages/archive/2025/10",
            "/api/search?q=Bells",
            "/articles/gated",
            "/articles/gated/revisions/1",
            "/articles/gated/revisions/2",
            "/articles/taken-back/revisions/1",
            "/",
            "/categories/world",
            "/authors/lp-staff-writers",
            "/archive/2025/10",
            "/search?q=Bells");

    private static final List<String> WHOLE =
            PAGES.stream().filter(page -> page.contains("articles")).toList();

    @Autowired
    private FakeView view;

    @Autowired
    private MutableClock clock;

    @Autowired
    private FakeIssuer issuer;

    private final String subscriber = UUID.randomUUID().toString();
    private Http http;

    @BeforeEach
    void furnish(@LocalServerPort int port) {
        http = new Http(port);
        clock.set(Fixtures.NOW);
        view.clear();
        view.furnish(Fixtures.furniture());
        view.add(anArticle("g1", 1, "gated", Access.SUBSCRIBERS, HTML));
        view.add(anArticle("g1", 2, "gated", Access.SUBSCRIBERS, HTML));
        view.add(anArticle("g2", 1, "taken-back", Access.SUBSCRIBERS, HTML));
        view.add(article("g2", 2, new Retracted("taken-back", "It was not so.", PUBLISHED_AT)));
    }

    @Test
    void giveASubscriberWholeArticlesInEveryRevision() {
        for (String page : WHOLE) {
            assertThat(Http.text(byCookie(page))).as(page).contains("Opening words.", SECRET);
            assertThat(Http.text(byBearer(page))).as(page).contains("Opening words.", SECRET);
        }
        assertThat(Http.json(byCookie("/api/pages/articles/gated"))
                        .at("/article/complete")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void sayForWhomTheyAre() {
        for (String page :
                PAGES.stream().filter(address -> address.startsWith("/api")).toList()) {
            assertThat(Http.json(byCookie(page)).at("/viewer").toString())
                    .as(page)
                    .isEqualTo("{\"signedIn\":true,\"access\":\"subscribers\"}");
            assertThat(Http.json(http.get(page)).at("/viewer").toString())
                    .as(page)
                    .isEqualTo("{\"signedIn\":false,\"access\":\"everyone\"}");
        }
    }

    @Test
    void mayBeKeptByNobodyWhenTheyAreForAReader() {
        for (String page : PAGES) {
            String etag = http.get(page).headers().firstValue("ETag").orElseThrow();

            HttpResponse<byte[]> response = http.get(page, "Cookie", cookie(), "If-None-Match", etag + ", *");

            assertThat(response.statusCode()).as(page).isEqualTo(200);
            assertThat(response.headers().allValues("Cache-Control")).containsExactly("private, no-store");
            assertThat(response.headers().firstValue("ETag")).isEmpty();
        }
        assertThat(byCookie("/articles/gated").headers().firstValue("Vary"))
                .contains("Accept-Encoding, Cookie, Authorization");
    }

    @Test
    void neverTellAnyoneElseWhatASubscriberRead() {
        for (String page : PAGES) {
            assertThat(byCookie(page, "Accept-Encoding", "gzip").statusCode()).isEqualTo(200);
            assertThat(byBearer(page).statusCode()).isEqualTo(200);
            for (String[] others : List.of(
                    new String[] {"Cookie", "__Host-press-access=" + expired()},
                    new String[] {"Cookie", "__Host-press-visitor=v"},
                    new String[] {
                        "Authorization", "Bearer " + issuer.token(claims -> claims.claim("scope", "articles.write"))
                    },
                    new String[] {
                        "Authorization", "Bearer " + issuer.token(claims -> claims.claim("access", "everyone"))
                    },
                    new String[] {"X-Nothing", "said"})) {
                HttpResponse<byte[]> response = http.get(page, others);
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(Http.text(response)).as(page).doesNotContain(SECRET);
            }
        }
    }

    @Test
    void areThoseOfAnyoneWhenTheCookieIsNoLongerGood() {
        for (String page : PAGES) {
            HttpResponse<byte[]> anyones = http.get(page);
            HttpResponse<byte[]> response = http.get(page, "Cookie", "__Host-press-access=" + expired());

            assertThat(response.body()).isEqualTo(anyones.body());
            assertThat(response.headers().firstValue("Cache-Control"))
                    .isEqualTo(anyones.headers().firstValue("Cache-Control"));
            assertThat(response.headers().firstValue("ETag"))
                    .isEqualTo(anyones.headers().firstValue("ETag"));
        }
    }

    @Test
    void areRefusedToABearerWhoseTokenIsNotGood() {
        for (String token : List.of("x", expired())) {
            HttpResponse<byte[]> refused =
                    http.get("/api/pages/articles/gated", "Authorization", "Bearer " + token, "Cookie", cookie());

            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(Http.json(refused).at("/type").asString()).isEqualTo("/problems/unauthenticated");
            assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
            assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(Http.text(refused)).doesNotContain("Opening words.", SECRET);
        }
    }

    @Test
    void showPreviewsAgainWhenAccessIsWithdrawn() {
        String cookie = cookie();
        issuer.tell(subscriber, State.ACTIVE, Access.EVERYONE);

        HttpResponse<byte[]> response = http.get("/api/pages/articles/gated", "Cookie", cookie);

        assertThat(Http.json(response).at("/viewer").toString())
                .isEqualTo("{\"signedIn\":true,\"access\":\"everyone\"}");
        assertThat(Http.json(response).at("/article/complete").asBoolean()).isFalse();
        assertThat(Http.text(response)).doesNotContain(SECRET);
        assertThat(response.headers().firstValue("Cache-Control")).contains("private, no-store");

        issuer.tell(subscriber, State.ERASED, Access.EVERYONE);
        assertThat(http.get("/api/pages/articles/gated", "Cookie", cookie).body())
                .isEqualTo(http.get("/api/pages/articles/gated").body());
    }

    @Test
    void waitForAPositionToo() {
        HttpResponse<byte[]> response =
                byCookie("/api/pages/articles/gated?at-least=" + new Position("g1", 2).encoded());

        assertThat(Http.text(response)).contains(SECRET);
        assertThat(response.headers().firstValue("Cache-Control")).contains("private, no-store");
        assertThat(byCookie("/api/pages/articles/gated?at-least=" + new Position("g1", 3).encoded())
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void leadSubscribersOnAsAnyoneAndLetNobodyKeepThat() {
        view.move("old-gated", "gated");

        HttpResponse<byte[]> moved = byCookie("/articles/old-gated");

        assertThat(moved.statusCode()).isEqualTo(301);
        assertThat(moved.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(byCookie("/api/pages/articles/taken-back").statusCode()).isEqualTo(410);
        assertThat(byCookie("/api/pages/articles/unknown").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/articles/gated", "/articles/gated/revisions/1"})
    void inviteWhoeverSeesAPreview(String address) {
        Document anyones = Jsoup.parse(Http.text(http.get(address)));
        Document subscribers = Jsoup.parse(Http.text(byCookie(address)));

        assertThat(anyones.select(".preview a").eachAttr("href")).containsExactly("/subscribe", "/sign-in");
        assertThat(anyones.select(".preview form[action=/api/sessions/current/refresh] [name=to]")
                        .eachAttr("value"))
                .as("where a reader goes on whose token has expired")
                .containsExactly(address);
        assertThat(subscribers.select(".preview")).isEmpty();
        assertThat(subscribers.select(".body").text()).endsWith(SECRET);
    }

    private HttpResponse<byte[]> byCookie(String page, String... headers) {
        return http.send(http.request(page, headers).header("Cookie", cookie()).build());
    }

    private HttpResponse<byte[]> byBearer(String page) {
        return http.get(page, "Authorization", "Bearer " + token());
    }

    private String cookie() {
        return "__Host-press-visitor=v; __Host-press-access=" + token() + "; __Host-press-refresh=r";
    }

    private String token() {
        return issuer.token(claims -> claims.subject(subscriber));
    }

    private String expired() {
        clock.set(Fixtures.NOW.minusSeconds(700));
        String token = token();
        clock.set(Fixtures.NOW);
        return token;
    }
}
