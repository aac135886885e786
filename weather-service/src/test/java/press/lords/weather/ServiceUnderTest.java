package press.lords.weather;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One running instance of the service, on free ports. */
public final class ServiceUnderTest implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private ServiceUnderTest(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static ServiceUnderTest start(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("SERVER_PORT", "0");
        all.put("MANAGEMENT_SERVER_PORT", "0");
        String[] arguments = all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new ServiceUnderTest(new SpringApplicationBuilder(WeatherApplication.class).run(arguments));
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("local.server.port", HttpRequest.newBuilder().GET(), path, headers);
    }

    public HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return send(
                "local.server.port", HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString("{}")), path);
    }

    public HttpResponse<String> manage(String path) throws IOException, InterruptedException {
        return send("local.management.port", HttpRequest.newBuilder().GET(), path);
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private HttpResponse<String> send(String port, HttpRequest.Builder request, String path, String... headers)
            throws IOException, InterruptedException {
        String number = context.getEnvironment().getRequiredProperty(port);
        request.uri(URI.create("http://127.0.0.1:" + number + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
    }
}
