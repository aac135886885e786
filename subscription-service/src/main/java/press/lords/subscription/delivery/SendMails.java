package press.lords.subscription.delivery;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import jakarta.mail.internet.MimeMessage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Service;

/** Sends claimed mails and writes down what became of each, so that one that is refused never stands in the way of others. */
@Service
class SendMails {

    private static final Logger log = LoggerFactory.getLogger(SendMails.class);

    private final JavaMailSender sender;
    private final WriteMail writeMail;
    private final Outbox outbox;
    private final MailSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Counter maybe;

    SendMails(
            JavaMailSender sender,
            WriteMail writeMail,
            Outbox outbox,
            MailSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.sender = sender;
        this.writeMail = writeMail;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.maybe = meters.counter("press.mail.maybe");
    }

    void countMaybe(long mails) {
        maybe.increment((double) mails);
    }

    void send(ClaimedMail mail) {
        if (mail.until().isAfter(clock.instant())) {
            writeMail
                    .write(mail)
                    .ifPresentOrElse(message -> deliver(mail, message), () -> outbox.failed(mail, "unreadable"));
        } else {
            outbox.failed(mail, "too-late");
        }
    }

    private void deliver(ClaimedMail mail, MimeMessage message) {
        failure(message).ifPresentOrElse(failure -> note(mail, failure), () -> {
            outbox.sent(mail);
            count("sent");
        });
    }

    private Optional<Failure> failure(MimeMessage message) {
        try {
            sender.send(message);
            return Optional.empty();
        } catch (MailSendException e) {
            // None, when the server took it and then didn't part properly.
            return e.getFailedMessages().values().stream().findFirst().map(failure -> {
                boolean notEvenConnected = failure.equals(e.getCause());
                return Failure.of(failure, notEvenConnected ? Outcome.NOT_NOW : Outcome.of(failure));
            });
        } catch (MailException e) {
            return Optional.of(Failure.of(e, Outcome.NOT_NOW));
        }
    }

    private void note(ClaimedMail mail, Failure failure) {
        switch (failure.outcome()) {
            case REJECTED -> outbox.failed(mail, failure.reason());
            case NOT_NOW -> outbox.again(mail, settings.backOff(mail.attempt()), failure.reason(), false);
            case MAYBE -> {
                countMaybe(1);
                outbox.again(mail, settings.backOff(mail.attempt()), failure.reason(), true);
            }
        }
        count(failure.outcome().name().toLowerCase(Locale.ROOT));
        log.info("mail {} attempt {}: {} ({})", mail.id(), mail.attempt(), failure.outcome(), failure.reason());
    }

    /** @param reason a class name: messages of ours and of servers quote addresses */
    private record Failure(Outcome outcome, String reason) {
        static Failure of(Exception failure, Outcome outcome) {
            return new Failure(outcome, failure.getClass().getSimpleName());
        }
    }

    private void count(String outcome) {
        meters.counter("press.mail.attempts", "outcome", outcome).increment();
    }
}
