package press.lords.gateway.routing;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;
import press.lords.gateway.MutableClock;
import press.lords.gateway.access.FakeIssuer;
import press.lords.gateway.access.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

/** A gateway that has just been started, before services that are away: what it lets through is answered so. */
@GatewayTest
@TestPropertySource(properties = "press.routing.weather.url=http://127.0.0.1:1")
@Import(WithdrawnTokensTests.JustStarted.class)
class WithdrawnTokensTests {

    // No stereotype: other tests scan this package too and must not find it.
    static class JustStarted {
        @Bean
        @Primary
        Sessions early(MutableClock clock) {
            FakeIssuer issuer = new FakeIssuer(clock);
            issuer.learnKeys();
            return issuer.sessions(false);
        }
    }

    @Test
    void letNothingBeChangedBeforeItIsKnownWhatWasWithdrawn(@LocalServerPort int port) {
        Http http = new Http(port);

        HttpResponse<byte[]> change = http.send("POST", "/api/weather", "Authorization", "Bearer t");

        assertThat(change.statusCode()).as(Http.text(change)).isEqualTo(503);
        assertThat(type(change)).isEqualTo("/problems/unavailable");
        assertThat(change.headers().firstValue("Retry-After")).contains("1");
        assertThat(type(http.get("/api/weather", "Authorization", "Bearer t")))
                .isEqualTo("/problems/upstream-unavailable");
        assertThat(type(http.send("POST", "/api/weather"))).isEqualTo("/problems/upstream-unavailable");
    }

    private static String type(HttpResponse<byte[]> response) {
        return Http.json(response).at("/type").asString();
    }
}
