package press.lords.platform;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whether two gateways answer the same, plain and compressed. */
record SamePages(RunningPress press) {

    /** A minute may end, or an observation come, between the two calls. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Served(int status, String etag, String bytes) {}

    void ofBoth(Collection<String> pages) {
        assertThat(pages).isNotEmpty();
        try (var client = HttpClient.newHttpClient()) {
            for (var page : pages) {
                isTheSame(client, page);
            }
            isTheSame(client, "/api/pages/front?limit=100");
            isTheSame(client, "/");
        }
    }

    private void isTheSame(HttpClient client, String page) {
        for (var encoding : new String[] {"identity", "gzip"}) {
            await(page + " as " + encoding)
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .untilAsserted(() -> {
                        var one = served(client, 1, page, encoding);
                        assertThat(one.status).isEqualTo(200);
                        assertThat(served(client, 2, page, encoding)).isEqualTo(one);
                    });
        }
    }

    private Served served(HttpClient client, int gateway, String page, String encoding)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(press.gateway(gateway, page))
                .header("Accept-Encoding", encoding)
                .build();
        var answer = client.send(request, BodyHandlers.ofByteArray());
        return new Served(
                answer.statusCode(),
                answer.headers().firstValue("ETag").orElseThrow(),
                HexFormat.of().formatHex(answer.body()));
    }
}
