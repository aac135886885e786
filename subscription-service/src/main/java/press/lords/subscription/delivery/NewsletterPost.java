package press.lords.subscription.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jakarta.mail.internet.MimeMessage;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;

/** How newsletters go out: over connections of their own, so that a mail that someone waits for never stands behind one. */
@Service
public class NewsletterPost {

    private final ComposeMail composeMail;
    private final MailConnections connections;
    private final MailWindow window;
    private final MailSettings settings;

    NewsletterPost(
            ComposeMail composeMail,
            @Qualifier("newsletterConnections") MailConnections connections,
            MailWindow window,
            MailSettings settings) {
        this.composeMail = composeMail;
        this.connections = connections;
        this.window = window;
        this.settings = settings;
    }

    /** So many mails may be sent, which count in that minute. */
    public record Grant(Instant minute, int mails) {}

    /** @param leaseEnd by {@link System#nanoTime()}; what might go out later doesn't go out */
    public Attempt send(OutgoingMail mail, long leaseEnd) {
        Optional<MimeMessage> message = composeMail.compose(mail, true);
        return message.isPresent()
                ? connections.send(message.get(), leaseEnd)
                : new Attempt.Rejected("unreadable", false);
    }

    /** How many of so many may be sent in this minute. Whatever isn't needed is given back. */
    public Grant take(int wanted) {
        return window.takeForNewsletters(wanted);
    }

    public void giveBack(Grant grant, int mails) {
        window.giveBack(grant, mails);
    }

    /** Ends what is under way, and begins nothing any more. */
    public void cut() {
        connections.cut();
    }

    public void closeIdle() {
        connections.closeIdle();
    }

    /** How many mails are under way at a time. */
    public int connections() {
        return settings.connections();
    }

    public Duration lease() {
        return settings.lease();
    }

    public Duration backOff(int attempt) {
        return settings.backOff(attempt);
    }
}
