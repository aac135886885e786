package press.lords.platform.edition;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The editors' calls, as an editor's own program makes them: through the gateway, with a token. */
final class NewsroomApi {

    private static final int CONFLICT = 409;

    private static final Duration TIME_OUT = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String JSON_TYPE = "application/json";

    private final HttpClient client;
    private final String gateway;
    private final String token;

    NewsroomApi(HttpClient client, String gateway, String token) {
        this.client = client;
        this.gateway = gateway;
        this.token = token;
    }

    /** What a call answered that was not refused. */
    record Answer(JsonNode body, String etag) {}

    Answer get(String path) throws IOException, InterruptedException {
        return accepted(send(request(path).GET()));
    }

    Answer post(String path, Object body) throws IOException, InterruptedException {
        return accepted(send(json(path).POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))));
    }

    /** Creates something with a slug of its own; it may be there already. */
    void create(String path, Object body) throws IOException, InterruptedException {
        acceptedOrThere(send(json(path).POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))));
    }

    void createFromMarkdown(String path, String file) throws IOException, InterruptedException {
        acceptedOrThere(
                send(request(path).header("Content-Type", "text/markdown").POST(BodyPublishers.ofString(file))));
    }

    Answer put(String path, String etag, Object body) throws IOException, InterruptedException {
        return accepted(
                send(json(path).header("If-Match", etag).PUT(BodyPublishers.ofString(JSON.writeValueAsString(body)))));
    }

    void delete(String path, Object body) throws IOException, InterruptedException {
        accepted(send(json(path).method("DELETE", BodyPublishers.ofString(JSON.writeValueAsString(body)))));
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", JSON_TYPE);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(TIME_OUT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", JSON_TYPE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static void acceptedOrThere(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != CONFLICT) {
            accepted(response);
        }
    }

    private static Answer accepted(HttpResponse<String> response) throws IOException {
        if (response.statusCode() >= 300) {
            throw new IOException("%s %s answers %d: %s"
                    .formatted(
                            response.request().method(),
                            response.request().uri().getPath(),
                            response.statusCode(),
                            response.body()));
        }
        var etag = response.headers().firstValue("ETag").orElse("");
        return new Answer(
                JSON.readTree(Optional.of(response.body())
                        .filter(text -> !text.isBlank())
                        .orElse("{}")),
                etag);
    }
}
