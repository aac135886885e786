package press.lords.platform.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class MailboxTests {

    private static final Envelope ENVELOPE = new Envelope("a@example.org", List.of("b@example.org"));

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void forgetsTheOldestWhenItIsFull() throws IOException {
        var mailbox = new Mailbox(folder, 5, CLOCK);
        var oldest = keep(mailbox, 0);
        for (int i = 1; i <= 5; i++) {
            keep(mailbox, i);
        }
        assertThat(mailbox.ids()).hasSize(5).doesNotContain(oldest);
        assertThat(mailbox.mail(oldest)).isEmpty();
    }

    @Test
    void namesMailsInTheOrderOfTheirArrivalThoughTheClockStandsStill() throws IOException {
        var mailbox = new Mailbox(folder, 5, CLOCK);
        assertThat(keep(mailbox, 0)).isEqualTo("1000");
        assertThat(keep(mailbox, 1)).isEqualTo("1001");
    }

    @Test
    void knowsNoMailOutsideItsFolder() throws IOException {
        assertThat(new Mailbox(folder.resolve("mails"), 5, CLOCK).mail("../secret"))
                .isEmpty();
    }

    private static String keep(Mailbox mailbox, int number) throws IOException {
        return mailbox.keep(ENVELOPE, ("Subject: " + number + "\r\n\r\ntext").getBytes(StandardCharsets.UTF_8));
    }
}
