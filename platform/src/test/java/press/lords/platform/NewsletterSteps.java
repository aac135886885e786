package press.lords.platform;

import java.io.IOException;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.platform.Caller.json;

/** A reader's way with newsletters: choosing, reading, and leaving one from the mail itself. */
record NewsletterSteps(Desk desk, Issues issues, Mailbag mails) {

    void mailEachStoryOnce(Caller reader) throws IOException, InterruptedException {
        choose(reader, "[\"daily-digest\", \"every-story\"]");
        var first = publish();
        var mail = mails.awaitAbout(first.slug());
        assertThat(mail.text()).contains("A test of the press", first.slug());
        assertThat(mail.html()).contains("A test of the press");

        mails.awaitAbout(publish().slug());
        assertThat(mails.about(first.slug())).hasSize(1);
    }

    /** As a mail program does it: with what the mail says, and neither cookie nor token. */
    void endByOneClick(Caller anyone, Caller reader) throws IOException, InterruptedException {
        var address = mails.about("The story-").getFirst().oneClick();
        var ended = anyone.with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", address, "List-Unsubscribe=One-Click");
        assertThat(ended.statusCode()).isEqualTo(204);
        assertThat(json(reader.get("/api/me")).path("newsletters").toString()).isEqualTo("[\"daily-digest\"]");

        var unread = publish();
        issues.awaitFinished("every-story/" + unread.id());
        assertThat(mails.about(unread.slug())).isEmpty();
    }

    private static void choose(Caller reader, String newsletters) throws IOException, InterruptedException {
        var chosen = reader.send("PATCH", "/api/me/newsletters", "{\"newsletters\": " + newsletters + "}");
        assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(200);
    }

    private record Story(String id, String slug) {}

    private Story publish() throws IOException, InterruptedException {
        var slug = "story-" + UUID.randomUUID();
        var article = desk.publish(slug, "A story.");
        return new Story(article.substring(article.lastIndexOf('/') + 1), slug);
    }
}
