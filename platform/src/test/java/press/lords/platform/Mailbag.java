package press.lords.platform;

import java.io.IOException;
import java.net.URI;
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

    /** One mail, as the sink tells it. */
    record Received(JsonNode mail) {

        String subject() {
            return mail.path("Subject").asString();
        }

        String text() {
            return mail.path("Text").asString();
        }

        String html() {
            return mail.path("HTML").asString();
        }

        /** The path of the address in {@code List-Unsubscribe} that a mail program posts to. */
        String oneClick() {
            assertThat(mail.at("/ListUnsubscribe/HeaderPost").asString()).isEqualTo("List-Unsubscribe=One-Click");
            return mail.at("/ListUnsubscribe/Links")
                    .valueStream()
                    .map(link -> URI.create(link.asString()))
                    .filter(link -> link.getPath() != null && link.getPath().startsWith("/api/unsubscribe/"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(mail.path("ListUnsubscribe")))
                    .getPath();
        }
    }

    /** The text of the newest mail, once there are so many. */
    String await(int count) {
        return org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(this::texts, texts -> texts.size() >= count)
                .getFirst();
    }

    /** The newest mail with that in its subject, once there is one. */
    Received awaitAbout(String words) {
        return org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> about(words), mails -> !mails.isEmpty())
                .getFirst();
    }

    List<Received> about(String words) throws IOException, InterruptedException {
        return mails().stream().filter(mail -> mail.subject().contains(words)).toList();
    }

    /** What follows a path of ours in a mail. */
    static String token(String text, String path) {
        var link = Pattern.compile(Pattern.quote(path) + "([A-Za-z0-9_-]+)").matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group(1);
    }

    /** Newest first. */
    List<String> texts() throws IOException, InterruptedException {
        return mails().stream().map(Received::text).toList();
    }

    private List<Received> mails() throws IOException, InterruptedException {
        return get("/api/v1/messages?limit=200")
                .path("messages")
                .valueStream()
                .filter(mail -> mail.at("/To/0/Address").asString("").equals(address))
                .map(mail -> received(mail.path("ID").asString()))
                .toList();
    }

    private Received received(String id) {
        try {
            return new Received(get("/api/v1/message/" + id));
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
