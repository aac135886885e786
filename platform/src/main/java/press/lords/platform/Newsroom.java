package press.lords.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Editors' credentials for the running press: the OAuth client {@code newsroom} at the gateway. */
final class Newsroom {

    private static final Duration TIME_OUT = Duration.ofSeconds(10);

    private final Settings settings;
    private final Map<String, String> environment;

    Newsroom(Settings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /** A bearer token with the scope {@code articles.write}. */
    String token() throws IOException, InterruptedException {
        var secret = Secrets.newsroomSecret(settings.secrets(), environment)
                .orElseThrow(() -> new CannotStart("No press was ever started on " + settings.data()
                        + "; start it with ./press, or set PRESS_DATA to the folder of the one that runs."));
        var credentials = Base64.getEncoder().encodeToString(("newsroom:" + secret).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(settings.gateway() + "/oauth2/token"))
                .timeout(TIME_OUT)
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=articles.write"))
                .build();
        try (var client = HttpClient.newBuilder().connectTimeout(TIME_OUT).build()) {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new CannotStart("No token: %s answers %d.".formatted(request.uri(), answer.statusCode()));
            }
            return JsonMapper.shared()
                    .readTree(answer.body())
                    .get("access_token")
                    .asString();
        } catch (IOException | JacksonException unreachable) {
            throw new CannotStart("No token: no press answers at " + settings.gateway() + ". Does it run?");
        }
    }
}
