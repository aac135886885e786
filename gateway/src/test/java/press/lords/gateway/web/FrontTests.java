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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import press.lords.gateway.FakeView;
import press.lords.gateway.Fixtures;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;
import press.lords.gateway.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class FrontTests {

    private static final String BELLS = "/api/pages/articles/bells";
    /** A query takes the ordinary route. */
    private static final String BY_THE_ROUTE = BELLS + "?x=1";

    @Autowired
    private FakeView view;

    @Autowired
    private MutableClock clock;

    @Autowired
    private MeterRegistry meters;

    private Http http;

    @BeforeEach
    void warmUp(@LocalServerPort int port) {
        http = new Http(port);
        clock.set(Fixtures.NOW);
        view.clear();
        view.furnish(Fixtures.furniture());
        view.add(Fixtures.anArticle("a1", "bells"));
        http.get(BELLS);
        http.get(BELLS, "Accept-Encoding", "gzip");
    }

    @Test
    void answersFromTheBytesAlone() {
        int lookUps = view.lookUps();

        http.get(BELLS);
        http.get(BELLS, "Accept-Encoding", "gzip");

        assertThat(view.lookUps()).isEqualTo(lookUps);
    }

    @Test
    void answersAsTheOrdinaryRouteDoes() {
        String etag = header(http.get(BELLS), "ETag");
        for (String method : List.of("GET", "HEAD")) {
            assertSame(method);
            assertSame(method, "Accept-Encoding", "gzip");
            assertSame(method, "Accept-Encoding", "gzip;q=0");
            assertSame(method, "If-None-Match", etag);
            assertSame(method, "If-None-Match", "\"other\", W/" + etag);
            assertSame(method, "If-None-Match", etag, "Accept-Encoding", "gzip");
        }
    }

    private void assertSame(String method, String... headers) {
        HttpResponse<byte[]> front = http.send(method, BELLS, headers);
        HttpResponse<byte[]> route = http.send(method, BY_THE_ROUTE, headers);
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
        for (String[] personal :
                List.of(new String[] {"Authorization", "Bearer x"}, new String[] {"Cookie", "__Host-session=x"})) {
            HttpResponse<byte[]> response = http.get(BELLS, personal);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "Cache-Control")).isEqualTo("private, no-store");
            assertThat(response.headers().firstValue("ETag")).isEmpty();
        }
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
