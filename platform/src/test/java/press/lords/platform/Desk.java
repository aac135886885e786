package press.lords.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An editor at work and a reader beside them, both at the gateway of a running press. */
final class Desk implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Duration TOKEN_TRUSTED = Duration.ofMinutes(4);

    private final RunningPress press;
    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private String token = "";
    private Instant tokenFrom = Instant.MIN;

    Desk(RunningPress press) {
        this(press, press.gateway("/"));
    }

    /** At another door than the gateway's, such as a second instance of the newsroom. */
    Desk(RunningPress press, URI address) {
        this.press = press;
        this.address = address;
    }

    private synchronized String token() throws IOException, InterruptedException {
        if (Instant.now().isAfter(tokenFrom.plus(TOKEN_TRUSTED))) {
            RunningPress.Answer answer = press.call("token");
            if (answer.exitCode() != 0) {
                throw new IOException("no token: " + answer.errors());
            }
            token = answer.out().strip();
            tokenFrom = Instant.now();
        }
        return token;
    }

    record Answer(int status, HttpHeaders headers, JsonNode body) {

        String text(String field) {
            return body.path(field).asString("");
        }

        String etag() {
            return headers.firstValue("ETag").orElseThrow();
        }
    }

    /** Publishes a new article and answers its address at the newsroom. */
    String publish(String slug, String body) throws IOException, InterruptedException {
        var created = edit("POST", "/api/articles", "", article(slug, body));
        var path = "/api/articles/" + created.text("id");
        edit("POST", path + "/publication", "", Map.of());
        return path;
    }

    /** The same of a special report, of which issues of newsletters are made; answers its id. */
    String publishSpecialReport(String slug) throws IOException, InterruptedException {
        var report = new HashMap<>(article(slug, "A report."));
        report.put("kind", "special-report");
        var created = edit("POST", "/api/articles", "", report);
        if (created.status() != 201) {
            throw new IOException("not created: " + created);
        }
        var id = created.text("id");
        var published = edit("POST", "/api/articles/" + id + "/publication", "", Map.of());
        if (published.status() != 200) {
            throw new IOException("not published: " + published);
        }
        return id;
    }

    static Map<String, Object> article(String slug, String body) {
        return Map.of("headline", "The " + slug, "standfirst", "A test of the press", "body", body, "slug", slug);
    }

    Answer edit(String method, String path, String ifMatch, Object body) throws IOException, InterruptedException {
        var request = request(path)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return send(ifMatch.isEmpty() ? request : request.header("If-Match", ifMatch));
    }

    Answer look(String path) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + token()));
    }

    /** What a reader gets, without credentials. */
    Answer read(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    /** What a reader gets of the page of a publication, waiting until it is there. */
    Answer readPublished(Answer publication) throws IOException, InterruptedException {
        return read(publication.text("page") + "?at-least=" + publication.text("position"));
    }

    String readText(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = client.send(request.build(), BodyHandlers.ofString());
        var json = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return new Answer(response.statusCode(), response.headers(), JSON.readTree(json ? response.body() : "{}"));
    }

    @Override
    public void close() {
        client.close();
    }
}
