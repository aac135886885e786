package press.lords.gateway.routing;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.unit.DataSize;
import press.lords.gateway.routing.RoutingSettings.Upstream;

import static org.assertj.core.api.Assertions.assertThat;

class TrustedProxiesTests {

    private static final String PROXIES = "10\\..*|fd00:.*";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1 | 203.0.113.7 | 203.0.113.7",
                "10.0.0.1 | 203.0.113.7, 10.0.0.2 | 203.0.113.7",
                "10.0.0.1 | 6.6.6.6, 203.0.113.7 | 203.0.113.7",
                "10.0.0.1 | 10.6.6.6, 203.0.113.7, 10.0.0.2 | 203.0.113.7",
                "10.0.0.1 | 203.0.113.7:4711 | 203.0.113.7",
                "10.0.0.1 | [2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7",
                "10.0.0.1 | 2001:db8::7 | 2001:db8:0:0:0:0:0:7",
                "10.0.0.1 | 203.0.113.7, unknown | 10.0.0.1",
                "10.0.0.1 | 10.0.0.3 | 10.0.0.3",
                "198.51.100.9 | 203.0.113.7 | 198.51.100.9"
            })
    void nameTheCallerAndNobodyElseDoes(String peer, String forwardedFor, String caller) {
        assertThat(forwardedFor(PROXIES, peer, forwardedFor)).containsExactly(caller);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1, 203.0.113.7", "127.0.0.1, 203.0.113.7"})
    void areNobodyUnlessTheyAreSet(String peer, String forwardedFor) {
        assertThat(forwardedFor("", peer, forwardedFor)).containsExactly(peer);
    }

    private static List<String> forwardedFor(String proxies, String peer, String forwardedFor) {
        MockServerHttpRequest request = MockServerHttpRequest.get("/api/sessions")
                .remoteAddress(new InetSocketAddress(peer, 4711))
                .header("X-Forwarded-For", forwardedFor)
                .build();
        // What the gateway's own filter leaves: the proxy, and not the client.
        HttpHeaders left = new HttpHeaders();
        left.add("X-Forwarded-For", peer);
        return new RequestHygiene(new Callers(settings(proxies)))
                .filter(left, MockServerWebExchange.from(request))
                .getOrEmpty("X-Forwarded-For");
    }

    private static RoutingSettings settings(String proxies) {
        Upstream upstream = new Upstream(URI.create("http://127.0.0.1:1"), Duration.ZERO, Duration.ZERO);
        return new RoutingSettings(DataSize.ofBytes(1), proxies, upstream, upstream, upstream);
    }
}
