package press.lords.subscription.consent;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import press.lords.events.kafka.EventCodec;
import press.lords.subscription.RunningService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A browser that keeps its visitor's cookie and says where its requests come from. */
final class VisitingBrowser {

    static final String ORIGIN = "http://localhost:8080";

    private final RunningService service;
    private final List<String> headers = new ArrayList<>();
    private volatile @Nullable String cookie;

    VisitingBrowser(RunningService service) {
        this.service = service;
        with("Origin", ORIGIN);
    }

    VisitingBrowser with(String name, String value) {
        headers.add(name);
        headers.add(value);
        return this;
    }

    VisitingBrowser withoutOrigin() {
        headers.clear();
        return this;
    }

    /** The same visitor at another instance, or with other headers. */
    VisitingBrowser at(RunningService other) {
        VisitingBrowser same = new VisitingBrowser(other);
        same.cookie = cookie;
        return same;
    }

    @Nullable
    String cookie() {
        return cookie;
    }

    JsonNode consent() {
        return ok(send(request("/api/consent")));
    }

    JsonNode history() {
        return ok(send(request("/api/consent/history")));
    }

    JsonNode choose(String purposes) {
        return ok(put("{\"purposes\":" + purposes + "}"));
    }

    JsonNode withdraw() {
        return ok(send(request("/api/consent").DELETE()));
    }

    HttpResponse<String> put(String body) {
        return send(request("/api/consent")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(String form) {
        return send(request("/consent")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.address(path)));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return request;
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        HttpResponse<String> response = service.send(request);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        response.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
        return response;
    }

    JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return service.json(response);
    }

    static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(new JsonMapper().readTree(response.body()).get("type").asString())
                .isEqualTo("/problems/" + type);
        assertThat(response.body()).doesNotContain("Exception", "springframework", "press.lords", "selling");
    }

    /** The entries of a receipt, after each was checked against its hash and the one before. */
    static List<JsonNode> checked(JsonNode history) {
        EventCodec codec = new EventCodec();
        List<JsonNode> entries = history.get("entries").valueStream().toList();
        @Nullable String previous = null;
        int number = 1;
        for (JsonNode entry : entries) {
            assertThat(entry.get("id")).isEqualTo(history.get("visitor"));
            assertThat(entry.get("number").asInt()).isEqualTo(number++);
            assertThat(
                            entry.get("previous").isNull()
                                    ? null
                                    : entry.get("previous").asString())
                    .isEqualTo(previous);
            previous = entry.get("hash").asString();
            assertThat(codec.hashOf(entry.toString().getBytes(UTF_8))).isEqualTo(previous);
        }
        return entries;
    }
}
