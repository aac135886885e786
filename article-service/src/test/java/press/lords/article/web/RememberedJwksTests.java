package press.lords.article.web;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Resource;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class RememberedJwksTests {

    @TempDir
    private Path stateDirectory;

    private String keys;
    private URL address;

    @BeforeEach
    void anIssuer() throws JOSEException, IOException {
        keys = new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("one").generate())
                .toPublicJWKSet()
                .toString();
        address = URI.create("https://issuer.example.org/oauth2/jwks").toURL();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>We'll be back soon</html>", "[]", "{}", "{\"keys\": []}"})
    void whatHasNoKeyDisplacesNone(String rubbish) throws IOException {
        assertThatThrownBy(() -> answering(rubbish).retrieveResource(address)).isInstanceOf(IOException.class);

        assertThat(answering(keys).retrieveResource(address).getContent()).isEqualTo(keys);
        assertThat(answering(rubbish).retrieveResource(address).getContent()).isEqualTo(keys);
    }

    @Test
    void theIssuerSendsNobodyElsewhere() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            exchange.sendResponseHeaders(200, keys.length());
            exchange.getResponseBody().write(keys.getBytes(UTF_8));
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/keys");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try {
            URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            URL moved = base.resolve("/moved").toURL();

            assertThat(TokenConfiguration.issuer()
                            .retrieveResource(base.resolve("/keys").toURL())
                            .getContent())
                    .isEqualTo(keys);
            assertThatThrownBy(() -> TokenConfiguration.issuer().retrieveResource(moved))
                    .isInstanceOf(IOException.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theIssuerAnswersInReason() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write((keys + " ".repeat(200_000)).getBytes(UTF_8));
            }
        });
        server.start();
        try {
            URL large = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys")
                    .toURL();

            assertThatThrownBy(() -> TokenConfiguration.issuer().retrieveResource(large))
                    .isInstanceOf(IOException.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theIssuerAnswersInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URL address =
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()).toURL();

            assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> assertThatThrownBy(() -> TokenConfiguration.issuer().retrieveResource(address))
                            .isInstanceOf(IOException.class));
        }
    }

    private RememberedJwks answering(String content) {
        return new RememberedJwks(url -> new Resource(content, "application/json"), stateDirectory);
    }
}
