package press.lords.gateway.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import press.lords.gateway.FakeView;
import press.lords.gateway.Fixtures;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;
import press.lords.gateway.MutableClock;
import press.lords.gateway.access.FakeIssuer;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class FrontTests {

    private static final String BELLS = "/api/pages/articles/bells";
    /** A query takes the ordinary route. */
    private static final String BY_THE_ROUTE = BELLS + "?x=1";

    private static final List<String> BOTH_FORMS = List.of(BELLS, "/articles/bells");
    private static final String A_BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @Autowired
    private FakeView view;

    @Autowired
    private MutableClock clock;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Front front;

    @Autowired
    private FakeIssuer issuer;

    private Http http;

    @BeforeEach
    void warmUp(@LocalServerPort int port) {
        http = new Http(port);
        clock.set(Fixtures.NOW);
        view.clear();
        view.furnish(Fixtures.furniture());
        view.add(Fixtures.anArticle("a1", "bells"));
        for (String page : BOTH_FORMS) {
            http.get(page);
            http.get(page, "Accept-Encoding", "gzip");
        }
    }

    @Test
    void answersFromTheBytesAlone() {
        int lookUps = view.lookUps();

        for (String page : BOTH_FORMS) {
            http.get(page);
            http.get(page, "Accept-Encoding", "gzip");
        }

        assertThat(view.lookUps()).isEqualTo(lookUps);
    }

    @ParameterizedTest
    @ValueSource(strings = {BELLS, "/articles/bells", "/", "/categories/world", "/api/pages/front"})
    void answersAsTheOrdinaryRouteDoes(String page) {
        String etag = header(http.get(page), "ETag");
        for (String method : List.of("GET", "HEAD")) {
            assertSame(page, method);
            assertSame(page, method, "Accept-Encoding", "gzip");
            assertSame(page, method, "Accept-Encoding", "gzip;q=0");
            assertSame(page, method, "If-None-Match", etag);
            assertSame(page, method, "If-None-Match", "\"other\", W/" + etag);
            assertSame(page, method, "If-None-Match", etag, "Accept-Encoding", "gzip");
            assertSame(page, method, "Accept", A_BROWSER);
            assertSame(page, method, "Accept", "application/json");
        }
    }

    private void assertSame(String page, String method, String... headers) {
        HttpResponse<byte[]> front = http.send(method, page, headers);
        HttpResponse<byte[]> route = http.send(method, page + "?x=1", headers);
        assertThat(front.statusCode()).isEqualTo(route.statusCode());
        assertThat(headers(front)).isEqualTo(headers(route));
        assertThat(front.body()).isEqualTo(route.body());
    }

    @Test
    void countsUnderTheSameNamesAsTheOrdinaryRoute() {
        // HEAD: the warm-up's GETs may still be on their way to the counter.
        long before = count();

        http.send("HEAD", BELLS);
        Awaitility.await().untilAsserted(() -> assertThat(count()).isEqualTo(before + 1));
        http.send("HEAD", BY_THE_ROUTE);

        Awaitility.await().untilAsserted(() -> assertThat(count()).isEqualTo(before + 2));
        assertThat(meters.find("http.server.requests").timers().stream()
                        .map(timer -> timer.getId().getTags().stream()
                                .map(Tag::getKey)
                                .sorted()
                                .toList()))
                .isNotEmpty()
                .allMatch(keys -> keys.equals(List.of("error", "exception", "method", "outcome", "status", "uri")));
    }

    private long count() {
        return meters
                .find("http.server.requests")
                .tags("method", "HEAD", "status", "200", "uri", "/api/pages/articles/{slug}", "outcome", "SUCCESS")
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/articles/bells | " + A_BROWSER,
                "/api/pages/articles/bells | application/json",
            })
    void answersWithoutAnyDispatch(String page, String accept) {
        MockServerHttpResponse response = new MockServerHttpResponse();

        front.apply((request, answer) -> Mono.error(new AssertionError("was dispatched")))
                .handle(MockServerHttpRequest.get(page).header("Accept", accept).build(), response)
                .block();

        assertThat(response.getStatusCode()).hasToString("200 OK");
    }

    @Test
    void keepsThePolicyOfAPageThatIsNotModified() {
        HttpResponse<byte[]> page = http.get("/articles/bells", "Accept", A_BROWSER);
        HttpResponse<byte[]> again = http.get("/articles/bells", "If-None-Match", header(page, "ETag"));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(header(again, "Content-Security-Policy"))
                .isEqualTo(header(page, "Content-Security-Policy"))
                .contains(
                        "default-src 'none'",
                        "object-src 'none'",
                        "base-uri 'none'",
                        "style-src 'self'",
                        "form-action 'self'",
                        "frame-ancestors 'none'");
    }

    @Test
    void answersNotModifiedToWhoHasTheseBytes() {
        HttpResponse<byte[]> full = http.get(BELLS);

        HttpResponse<byte[]> again = http.get(BELLS, "If-None-Match", header(full, "ETag"));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        for (String name : List.of("ETag", "Cache-Control", "Vary")) {
            assertThat(header(again, name)).isEqualTo(header(full, name));
        }
        assertThat(http.get(BELLS, "If-None-Match", header(full, "ETag"), "Accept-Encoding", "gzip")
                        .statusCode())
                .as("a tag is for one encoding")
                .isEqualTo(200);
    }

    @Test
    void compressesForWhoWantsIt() throws IOException {
        HttpResponse<byte[]> plain = http.get(BELLS);
        HttpResponse<byte[]> zipped = http.get(BELLS, "Accept-Encoding", "br, gzip");

        assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(zipped, "ETag")).isNotEqualTo(header(plain, "ETag"));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @Test
    void keepsUntilTheMinuteEnds() {
        assertThat(header(http.get(BELLS), "Cache-Control"))
                .as("a sponsor comes ten seconds from now")
                .isEqualTo("public, max-age=10, stale-while-revalidate=60, stale-if-error=86400");
        String etag = header(http.get(BELLS), "ETag");
        clock.set(Fixtures.NOW.plusSeconds(9));
        assertThat(header(http.get(BELLS), "ETag")).isEqualTo(etag);

        clock.set(Fixtures.NOW.plusSeconds(10));
        assertThat(Http.text(http.get(BELLS))).contains("will be").contains("1:49 PM");
        assertThat(header(http.get(BELLS), "Cache-Control")).startsWith("public, max-age=30,");

        clock.set(Fixtures.NOW.plusSeconds(40));
        assertThat(Http.text(http.get(BELLS))).contains("1:50 PM");
    }

    @Test
    void keepsNothingThatIsForOneReader() {
        String session = "__Host-press-access=" + issuer.token();
        for (String[] personal : List.of(
                new String[] {"Authorization", "Bearer " + issuer.token()},
                new String[] {"Authorization", "Basic eDp5"},
                new String[] {"Cookie", session},
                new String[] {"Cookie", "a=b; " + session})) {
            HttpResponse<byte[]> response = http.get(BELLS, personal);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "Cache-Control")).isEqualTo("private, no-store");
            assertThat(response.headers().firstValue("ETag")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__Host-press-visitor=x",
                "__Host-press-refresh=x",
                "a=b",
                "__Host-press-access=x",
                "a=__Host-press-access=x"
            })
    void answersWithoutASessionAsWithoutACookie(String cookie) {
        for (String page : BOTH_FORMS) {
            HttpResponse<byte[]> plain = http.get(page);
            HttpResponse<byte[]> response = http.get(page, "Cookie", cookie);

            assertThat(headers(response)).isEqualTo(headers(plain));
            assertThat(response.body()).isEqualTo(plain.body());
        }
    }

    /** Whoever once chose what to consent to has a cookie of ours for a year. */
    @Test
    void answersAVisitorAtOnce() {
        MockServerHttpResponse response = new MockServerHttpResponse();

        front.apply((request, dispatched) -> Mono.error(new AssertionError("was dispatched")))
                .handle(
                        MockServerHttpRequest.get(BELLS)
                                .header("Cookie", "__Host-press-visitor=x; __Host-press-refresh=y")
                                .build(),
                        response)
                .block();

        assertThat(response.getStatusCode()).hasToString("200 OK");
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    private static Map<String, List<String>> headers(HttpResponse<byte[]> response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers().map());
        headers.remove("date");
        return headers;
    }
}
