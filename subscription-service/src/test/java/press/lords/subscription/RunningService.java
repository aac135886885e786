package press.lords.subscription;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One instance of the service, started as in production but for its ports, and a client of it. */
public final class RunningService implements AutoCloseable {

    public static final String SECRET = "uVq4-9fKx_27TzLm8.RwB0cY5hJ";
    public static final String ENCRYPTION_KEY =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(UTF_8));

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param settings {@code name=value}, over the usual ones of tests */
    public static RunningService start(String database, String... settings) {
        String[] usual = {
            "server.port=0",
            "management.server.port=0",
            "spring.mongodb.uri=" + TestDatabase.uri(),
            "spring.mongodb.database=" + database,
            "spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
            "press.vault.encryption-key=" + ENCRYPTION_KEY,
            "press.clients.newsroom.secret=" + SECRET,
            "press.vault.reader-keys.database=" + database + "_keys",
            "press.signup.per-network=10000",
            "press.signup.in-all=100000"
        };
        String[] arguments = Stream.concat(Arrays.stream(usual), Arrays.stream(settings))
                .collect(Collectors.toMap(s -> s.split("=", 2)[0], s -> "--" + s, (_, later) -> later))
                .values()
                .toArray(String[]::new);
        return new RunningService(new SpringApplicationBuilder(SubscriptionApplication.class)
                .web(WebApplicationType.SERVLET)
                .run(arguments));
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public String address(String path) {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path;
    }

    public String managementAddress(String path) {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.management.port") + path;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(address(path))));
    }

    /** Sends JSON, or nothing, with headers: names and values in turn. */
    public HttpResponse<String> call(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address(path)))
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    public HttpResponse<String> post(String path, String json, String... headers) {
        return call("POST", path, json, headers);
    }

    public HttpResponse<String> token(String clientId, String secret, Map<String, String> form) {
        String basic = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(UTF_8));
        return send(form(form).header("Authorization", "Basic " + basic));
    }

    public String accessToken() {
        return json(token("newsroom", SECRET, Map.of("grant_type", "client_credentials", "scope", "articles.write")))
                .get("access_token")
                .asString();
    }

    public HttpRequest.Builder form(Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(address("/oauth2/token")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public JsonNode json(HttpResponse<String> response) {
        return json.readTree(response.body());
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }
}
