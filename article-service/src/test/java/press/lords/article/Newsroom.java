package press.lords.article;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import com.mongodb.client.MongoDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A running service and someone who calls it. All tests share one database, because they share one log. */
public final class Newsroom implements AutoCloseable {

    public static final Issuer ISSUER = new Issuer();

    private static final String DATABASE = TestDatabase.name();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConfigurableApplicationContext context;

    private Newsroom(Map<String, Object> settings) {
        context = new SpringApplicationBuilder(ArticleApplication.class)
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    /** The one that most tests use. */
    public static Newsroom shared() {
        return Shared.INSTANCE;
    }

    /** Another instance on the same database, with settings of its own. */
    public static Newsroom start(Map<String, Object> overrides) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "server.port",
                "0",
                "management.server.port",
                "0",
                "spring.jmx.enabled",
                "false",
                "spring.mongodb.uri",
                TestDatabase.uri(),
                "spring.mongodb.database",
                DATABASE,
                "spring.kafka.bootstrap-servers",
                TestBroker.bootstrapServers(),
                "press.encryption-key",
                Base64.getEncoder().encodeToString(new byte[32]),
                "press.tokens.issuer",
                Issuer.NAME,
                "press.tokens.jwks-uri",
                ISSUER.jwksUri().toString()));
        settings.put("press.tokens.state-directory", stateDirectory());
        settings.put("press.schedule.poll-interval", "100ms");
        // No room for files that are sent: to keep one would be an error.
        settings.put("spring.servlet.multipart.location", "/dev/null/nowhere");
        settings.putAll(overrides);
        return new Newsroom(settings);
    }

    public MongoDatabase database() {
        return context.getBean(MongoDatabase.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public int managementPort() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    public Answer post(String path, String json, String... headers) {
        return send(json("POST", path, json, headers).build());
    }

    public Answer put(String path, String json, String... headers) {
        return send(json("PUT", path, json, headers).build());
    }

    public Answer delete(String path, String json, String... headers) {
        return send(json("DELETE", path, json, headers).build());
    }

    public Answer send(String method, String path, String contentType, byte[] body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofByteArray(body))
                .build());
    }

    /** A request by an editor. */
    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = anonymous(path).header("Authorization", "Bearer " + ISSUER.token());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    public HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    public Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode body = type.contains("json") ? JSON.readTree(response.body()) : MissingNode.getInstance();
            return new Answer(response.statusCode(), response.headers(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A draft that is right in every way. */
    public Answer aDraft() {
        return post("/api/articles", """
                {"headline": "Bells ring again %s", "body": "The *bells* are back."}""".formatted(UUID.randomUUID()));
    }

    @Override
    public void close() {
        context.close();
    }

    private HttpRequest.Builder json(String method, String path, String json, String... headers) {
        return request(path, headers)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json));
    }

    private static String stateDirectory() {
        try {
            return Files.createTempDirectory("article-service").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        static final Newsroom INSTANCE = start();

        private static Newsroom start() {
            TestBroker.empty();
            Newsroom newsroom = Newsroom.start(Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(newsroom::close));
            return newsroom;
        }
    }
}
