package press.lords.subscription.delivery;

import java.time.Clock;
import jakarta.mail.internet.MimeMessage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;

/** Sends claimed mails and writes down what became of each, so that one that is refused never stands in the way of others. */
@Service
class SendMails {

    private static final Logger log = LoggerFactory.getLogger(SendMails.class);

    private final MailConnections connections;
    private final WriteMail writeMail;
    private final Outbox outbox;
    private final MailSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Counter unclear;

    SendMails(
            @Qualifier("letterConnections") MailConnections connections,
            WriteMail writeMail,
            Outbox outbox,
            MailSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.connections = connections;
        this.writeMail = writeMail;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.unclear = meters.counter("press.mail.unclear");
    }

    void countUnclear(long mails) {
        unclear.increment((double) mails);
    }

    void closeIdle() {
        connections.closeIdle();
    }

    void cut() {
        connections.cut();
    }

    /** @param leaseEnd by {@link System#nanoTime()} */
    void send(ClaimedMail mail, long leaseEnd) {
        if (mail.until().isAfter(clock.instant())) {
            writeMail
                    .write(mail)
                    .ifPresentOrElse(
                            message -> deliver(mail, message, leaseEnd), () -> outbox.failed(mail, "unreadable"));
        } else {
            outbox.failed(mail, "too-late");
        }
    }

    private void deliver(ClaimedMail mail, MimeMessage message, long leaseEnd) {
        Attempt attempt = connections.send(message, leaseEnd);
        meters.counter("press.mail.attempts", "outcome", attempt.outcome()).increment();
        switch (attempt) {
            case Attempt.Taken() -> outbox.sent(mail);
            case Attempt.Rejected(String reason, boolean _) -> {
                outbox.failed(mail, reason);
                note(mail, attempt, reason);
            }
            case Attempt.NotNow(String reason, boolean _) -> {
                outbox.again(mail, settings.backOff(mail.attempt()), reason);
                note(mail, attempt, reason);
            }
            case Attempt.Unclear(String reason) -> {
                countUnclear(1);
                outbox.unclear(mail, settings.backOff(mail.attempt()), reason);
                note(mail, attempt, reason);
            }
        }
    }

    private static void note(ClaimedMail mail, Attempt attempt, String reason) {
        log.info("mail {} attempt {}: {} ({})", mail.id(), mail.attempt(), attempt.outcome(), reason);
    }
}
