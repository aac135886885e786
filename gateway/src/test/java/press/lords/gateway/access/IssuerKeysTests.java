package press.lords.gateway.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class IssuerKeysTests {

    private static final RSAKey FIRST = FakeIssuer.key();
    private static final RSAKey SECOND = FakeIssuer.key();
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(200);

    @TempDir
    private Path directory;

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Reply reply = exchange -> {};
    private HttpServer server;
    private IssuerKeys keys;

    private interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            reply.to(exchange);
        });
        server.start();
        keys = keys();
    }

    @AfterEach
    void stop() {
        keys.stop();
        end.countDown();
        server.stop(0);
    }

    @Test
    void areReadInTheBackgroundAndKeptForTheNextStart() {
        publish(FIRST);
        keys.start();
        eventuallyKnows(FIRST);
        keys.stop();
        server.stop(0);

        IssuerKeys afterARestart = keys();
        afterARestart.start();
        assertThat(afterARestart.areKnown()).isTrue();
        assertThat(find(afterARestart, FIRST)).hasSize(1);
        afterARestart.stop();
    }

    @Test
    void areReadAgainWhenATokenNamesAnotherAndNeverWaitedFor() {
        publish(FIRST);
        keys.start();
        eventuallyKnows(FIRST);
        publish(FIRST, SECOND);

        assertThat(find(keys, SECOND)).isEmpty();

        eventuallyKnows(SECOND);
        assertThat(find(keys, FIRST)).hasSize(1);
    }

    @Test
    void areNotAskedForByEachTokenThatNamesAnUnknownOne() {
        publish(FIRST);
        keys.start();
        eventuallyKnows(FIRST);
        int before = asked.get();

        for (int n = 0; n < 1_000; n++) {
            assertThat(find(keys, SECOND)).isEmpty();
        }

        Awaitility.await().until(() -> asked.get() > before);
        assertThat(asked.get()).isLessThan(before + 10);
    }

    @Test
    void stayWhenTheIssuerAnswersNonsense() throws Exception {
        publish(FIRST);
        keys.start();
        eventuallyKnows(FIRST);
        OctetSequenceKey secret = new OctetSequenceKeyGenerator(256).generate();

        for (String nonsense :
                List.of("", "{}", "{\"keys\":[]}", "<html>", new JWKSet(secret).toString(false), "x".repeat(200_000))) {
            isAnswered(exchange -> send(exchange, 200, nonsense));
        }
        String foreign = new JWKSet(SECOND.toPublicJWK()).toString();
        isAnswered(exchange -> send(exchange, 500, foreign));
        isAnswered(exchange -> {
            boolean first = exchange.getRequestURI().getPath().equals("/jwks");
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            send(exchange, first ? 302 : 200, foreign);
        });

        assertThat(find(keys, FIRST)).hasSize(1);
        assertThat(find(keys, SECOND)).isEmpty();
        assertThat(keys().areKnown()).isTrue();
    }

    @Test
    void areAskedForAgainWhenTheIssuerHangs() {
        reply = exchange -> {
            if (asked.get() == 1) {
                await(end);
            }
            send(exchange, 200, new JWKSet(FIRST.toPublicJWK()).toString());
        };
        keys.start();

        eventuallyKnows(FIRST);
        assertThat(asked.get()).isGreaterThan(1);
    }

    @Test
    void areNoneWhenWhatIsOnTheDiskIsBroken() throws IOException {
        Files.writeString(directory.resolve("jwks.json"), "{\"keys\":[{\"kty\":");

        assertThat(keys().areKnown()).isFalse();
    }

    @Test
    void keepNothingPrivateOnTheDisk() throws IOException {
        keys.learn(new JWKSet(FIRST).toString(false));

        assertThat(Files.readString(directory.resolve("jwks.json")))
                .contains(FIRST.getKeyID())
                .doesNotContain(FIRST.getPrivateExponent().toString());
    }

    private IssuerKeys keys() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
        return new IssuerKeys(address, new KeysOnDisk(directory), AN_HOUR, SOON);
    }

    private void publish(RSAKey... published) {
        String jwks = new JWKSet(List.of(published)).toString();
        reply = exchange -> send(exchange, 200, jwks);
    }

    /** Asks, and waits until it asks once more: the first answer has then been looked at. */
    private void isAnswered(Reply next) {
        reply = next;
        int before = asked.get();
        find(keys, SECOND);
        Awaitility.await().until(() -> asked.get() > before + 1);
    }

    private void eventuallyKnows(RSAKey key) {
        Awaitility.await().untilAsserted(() -> assertThat(find(keys, key)).hasSize(1));
    }

    private static List<?> find(IssuerKeys keys, RSAKey key) {
        return keys.get(
                new JWKSelector(new JWKMatcher.Builder().keyID(key.getKeyID()).build()), null);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
