package press.lords.platform.mail;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Mails by SMTP in, by HTTP out. */
class MailSinkIT {

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private MailSink sink;

    @BeforeEach
    void open() throws IOException {
        sink = new MailSink(folder, 0, 0);
    }

    @AfterEach
    void close() {
        sink.close();
        client.close();
    }

    @Test
    void answersAsMailpitWould() throws Exception {
        send("reader@example.org", "Confirm — “please”", "Open https://example.org/confirm?token=abc.");

        var list = json("/api/v1/messages");
        assertThat(list.path("total").asInt()).isEqualTo(1);
        var first = list.path("messages").get(0);
        assertThat(first.path("Subject").asString()).isEqualTo("Confirm — “please”");
        assertThat(first.path("To").get(0).path("Address").asString()).isEqualTo("reader@example.org");

        var mail = json("/api/v1/message/" + first.path("ID").asString());
        assertThat(mail.path("Text").asString()).contains("https://example.org/confirm?token=abc");
        assertThat(mail.path("ListUnsubscribe").path("Links").get(0).asString()).isEqualTo("https://example.org/u/1");
        assertThat(json("/api/v1/message/latest").path("ID")).isEqualTo(first.path("ID"));
    }

    @Test
    void showsMailsWithoutRunningWhatIsInThem() throws Exception {
        send(
                "reader@example.org",
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)> https://example.org/a?b=1&c=2");

        assertThat(get("/")).contains("&lt;script&gt;").doesNotContain("<script>");
        var id = json("/api/v1/messages").path("messages").get(0).path("ID").asString();
        assertThat(get("/mails/" + id))
                .contains("&lt;img src=x")
                .contains("<a href=\"https://example.org/a?b=1&amp;c=2\">")
                .doesNotContain("<img");
    }

    @Test
    void letsABrowserRunNothing() throws Exception {
        var headers = client.send(HttpRequest.newBuilder(address("/")).build(), BodyHandlers.discarding())
                .headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'")
                .doesNotContain("script-src");
    }

    @Test
    void keepsMailsAcrossARestart() throws Exception {
        send("reader@example.org", "Kept", "text");
        sink.close();
        sink = new MailSink(folder, 0, 0);

        send("reader@example.org", "Next", "text");
        var subjects = json("/api/v1/messages")
                .path("messages")
                .valueStream()
                .map(mail -> mail.path("Subject").asString());
        assertThat(subjects).containsExactly("Next", "Kept");
    }

    @Test
    void answersOfAnUnknownMailThatThereIsNone() throws Exception {
        var request = HttpRequest.newBuilder(address("/api/v1/message/12345")).build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }

    private void send(String to, String subject, String text) throws MessagingException {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", String.valueOf(sink.smtpPort()));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("press@example.org"));
        message.setRecipient(RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, StandardCharsets.UTF_8.name());
        message.setText(text, StandardCharsets.UTF_8.name());
        message.setHeader("List-Unsubscribe", "<https://example.org/u/1>");
        Transport.send(message);
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(get(path));
    }

    private String get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString())
                .body();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + sink.pagesPort() + path);
    }
}
