package press.lords.events.shutdown;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a balancer may rely on when it tells a service to stop. */
public abstract class DrainContractTests {

    private static final Duration LENGTH = Duration.ofSeconds(3);

    private final HttpClient client = HttpClient.newHttpClient();

    /** An instance that takes requests on a port until it is closed. */
    public record Instance(int port, AutoCloseable service) {}

    /** @param setting what the instance must be started with, as {@code name=value} */
    protected abstract Instance start(String setting);

    /** What is asked for and answered. */
    protected abstract String path();

    @Test
    protected void refusesReadinessAtOnceAndAnswersForAWhile() throws Exception {
        Instance instance = start("press.drain=" + LENGTH.toMillis() + "ms");
        Awaitility.await().until(() -> status(instance, "/readyz") == 200);
        int answer = status(instance, path());
        assertThat(answer).isLessThan(500);

        Thread stopping = Thread.startVirtualThread(() -> close(instance));

        Awaitility.await().atMost(LENGTH.dividedBy(2)).until(() -> status(instance, "/readyz") == 503);
        assertThat(status(instance, path())).isEqualTo(answer);
        assertThat(status(instance, "/livez")).isEqualTo(200);
        assertThat(stopping.isAlive()).isTrue();
        stopping.join();
        assertThatThrownBy(() -> status(instance, path())).isInstanceOf(ConnectException.class);
    }

    private int status(Instance instance, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + instance.port() + path);
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static void close(Instance instance) {
        try {
            instance.service().close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
