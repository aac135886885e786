package press.lords.platform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/** Stands in for a service where only the launcher is tested: unpacks like one, is ready like one, tells its environment. */
public final class FakeService {

    private FakeService() {}

    public static void main(String[] arguments) throws IOException, URISyntaxException {
        if ("tools".equals(System.getProperty("jarmode"))) {
            unpack(Path.of(List.of(arguments).getLast()));
        } else {
            serve(Integer.parseInt(System.getenv("SERVER_PORT")));
        }
    }

    private static void unpack(Path folder) throws IOException, URISyntaxException {
        var jar = Path.of(FakeService.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.createDirectories(folder);
        Files.copy(jar, folder.resolve(jar.getFileName()));
    }

    private static void serve(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(port), 0);
        var answers = Map.of(
                "/readyz",
                "{}",
                "/secrets",
                "%s %s"
                        .formatted(
                                length(System.getenv("PRESS_ENCRYPTION_KEY")),
                                length(System.getenv("PRESS_NEWSROOM_SECRET"))),
                "/own",
                "%s %s %s".formatted(told("ARTICLE_SERVICE_URL"), told("PRESS_VIEW_DIR"), told("PRESS_STATE_DIR")),
                "/oauth2/token",
                "{\"access_token\": \"a.b.c\", \"token_type\": \"Bearer\"}");
        answers.forEach((path, answer) -> server.createContext(path, exchange -> {
            try (exchange) {
                var body = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }));
        server.start();
    }

    private static String told(String name) {
        return Optional.ofNullable(System.getenv(name)).orElse("");
    }

    private static int length(@Nullable String secret) {
        return Optional.ofNullable(secret).map(String::length).orElse(0);
    }
}
