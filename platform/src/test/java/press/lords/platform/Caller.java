package press.lords.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Someone who calls a gateway of a running press.
 *
 * @param gateway from 1 on
 * @param headers that are sent each time, names and values in turn
 */
record Caller(RunningPress press, int gateway, HttpClient client, List<String> headers) {

    static Caller of(RunningPress press) {
        return new Caller(press, 1, HttpClient.newHttpClient(), List.of());
    }

    /** The same one at another gateway. */
    Caller at(int another) {
        return new Caller(press, another, client, headers);
    }

    /** Someone in another network, as far as this machine's own one goes. */
    Caller from(String address) throws UnknownHostException {
        var local = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(address))
                .build();
        return new Caller(press, gateway, local, headers);
    }

    Caller with(String header, String value) {
        return new Caller(
                press,
                gateway,
                client,
                Stream.concat(headers.stream(), Stream.of(header, value)).toList());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "");
    }

    HttpResponse<String> post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send("POST", path, JsonMapper.shared().writeValueAsString(body));
    }

    /** With a body, which is JSON unless a header says otherwise, or none when it is empty. */
    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(press.gateway(gateway, path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        for (int n = 0; n < headers.size(); n += 2) {
            request.setHeader(headers.get(n), headers.get(n + 1));
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
