package press.lords.gateway.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** It ends all connections of the process, so it is none of the unit tests: those share some. */
@ExtendWith(OutputCaptureExtension.class)
class IssuerKeysIT {

    private final HttpServer issuer = issuer(new FakeIssuer(Clock.systemUTC()).jwks());

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    @Test
    void areReadNoMoreWhenTheConnectionsEndThatTheyAreReadOver(@TempDir Path directory, CapturedOutput output) {
        URI address = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort());
        IssuerKeys keys =
                new IssuerKeys(address, new KeysOnDisk(directory), Duration.ofHours(1), Duration.ofMillis(200));

        try (AnnotationConfigApplicationContext gateway = new AnnotationConfigApplicationContext()) {
            gateway.registerBean(ReactorResourceFactory.class);
            gateway.registerBean("issuerKeys", IssuerKeys.class, () -> keys);
            gateway.refresh();
            await().atMost(Duration.ofSeconds(30)).until(keys::areKnown);
        }

        assertThat(keys.isRunning()).isFalse();
        assertThat(output.getAll()).doesNotContain("issuerKeys");
    }

    private static HttpServer issuer(String jwks) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, jwks.length());
                exchange.getResponseBody().write(jwks.getBytes(UTF_8));
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
