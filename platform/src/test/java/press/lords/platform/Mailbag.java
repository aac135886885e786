package press.lords.platform;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The mails to one address, read from the press's own mail sink. */
final class Mailbag implements AutoCloseable {

    private final RunningPress press;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();

    Mailbag(RunningPress press, String address) {
        this.press = press;
        this.address = address;
    }

    /** The text of the newest mail, once there are so many. */
    String await(int count) {
        return org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(this::texts, texts -> texts.size() >= count)
                .getFirst();
    }

    /** What follows a path of ours in a mail. */
    static String token(String text, String path) {
        var link = Pattern.compile(Pattern.quote(path) + "([A-Za-z0-9_-]+)").matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group(1);
    }

    /** Newest first. */
    List<String> texts() throws IOException, InterruptedException {
        return get("/api/v1/messages")
                .path("messages")
                .valueStream()
                .filter(mail -> mail.at("/To/0/Address").asString("").equals(address))
                .map(mail -> text(mail.path("ID").asString()))
                .toList();
    }

    private String text(String id) {
        try {
            return get("/api/v1/message/" + id).path("Text").asString();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(press.mail(path)).build();
        return JsonMapper.shared()
                .readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        client.close();
    }
}
