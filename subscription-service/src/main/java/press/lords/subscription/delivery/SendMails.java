package press.lords.subscription.delivery;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    void send(List<ClaimedMail> claimed) {
        Map<MimeMessage, ClaimedMail> batch = new LinkedHashMap<>();
        for (ClaimedMail mail : claimed) {
            if (mail.until().isAfter(clock.instant())) {
                writeMail
                        .write(mail)
                        .ifPresentOrElse(message -> batch.put(message, mail), () -> outbox.failed(mail, "unreadable"));
            } else {
                outbox.failed(mail, "too-late");
            }
        }
        if (batch.isEmpty()) {
            return;
        }
        Map<Object, Failure> failures = deliver(batch);
        batch.forEach((message, mail) -> {
            Failure failure = failures.get(message);
            if (failure == null) {
                outbox.sent(mail);
                count("sent");
            } else {
                note(mail, failure);
            }
        });
    }

    private Map<Object, Failure> deliver(Map<MimeMessage, ClaimedMail> batch) {
        Map<Object, Failure> failures = new LinkedHashMap<>();
        try {
            sender.send(batch.keySet().toArray(MimeMessage[]::new));
        } catch (MailSendException e) {
            e.getFailedMessages().forEach((message, failure) -> {
                boolean notEvenConnected = failure.equals(e.getCause());
                failures.put(message, Failure.of(failure, notEvenConnected ? Outcome.NOT_NOW : Outcome.of(failure)));
            });
        } catch (MailException e) {
            batch.keySet().forEach(message -> failures.put(message, Failure.of(e, Outcome.NOT_NOW)));
        }
        return failures;
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
