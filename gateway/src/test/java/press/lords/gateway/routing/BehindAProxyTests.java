package press.lords.gateway.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;

import static org.assertj.core.api.Assertions.assertThat;

/** With all filters of the gateway, its own and Spring's. */
@GatewayTest
class BehindAProxyTests {

    private static final AtomicReference<Headers> RECEIVED = new AtomicReference<>(new Headers());
    private static final HttpServer SERVICE = service();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        properties.add(
                "press.routing.subscriptions.url",
                () -> "http://127.0.0.1:" + SERVICE.getAddress().getPort());
        properties.add("press.routing.trusted-proxies", () -> "127\\.0\\.0\\.1");
    }

    private static HttpServer service() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                RECEIVED.set(exchange.getRequestHeaders());
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() {
        SERVICE.stop(0);
    }

    @Test
    void servicesLearnTheCallersAddressAlone(@LocalServerPort int port) {
        int status = new Http(port)
                .get("/api/sessions", "X-Forwarded-For", "6.6.6.6, 203.0.113.7", "X-Real-IP", "6.6.6.6")
                .statusCode();

        assertThat(status).isEqualTo(204);
        assertThat(RECEIVED.get().get("X-forwarded-for")).isEqualTo(List.of("203.0.113.7"));
        assertThat(RECEIVED.get().get("X-real-ip")).isNull();
    }
}
