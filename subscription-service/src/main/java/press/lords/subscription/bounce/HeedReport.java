package press.lords.subscription.bounce;

import java.util.List;
import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import press.lords.subscription.bounce.MailReport.Verdict;
import press.lords.subscription.ledger.Returns;
import press.lords.subscription.ledger.Returns.WentOut;
import press.lords.subscription.signup.ChooseNewsletters;
import press.lords.subscription.signup.NewsletterConsents.How;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;
import press.lords.subscription.signup.Suppressions;

/**
 * Does what a report asks for. Anyone can write a mail to the address that reports come to, so it counts only for a mail that went out, and against
 * the mailbox alone that it went to: whoever has another address since is not the one who complains. Every step may be done again.
 */
@Service
class HeedReport {

    private static final Logger log = LoggerFactory.getLogger(HeedReport.class);

    private final Returns returns;
    private final Subscribers subscribers;
    private final Suppressions suppressions;
    private final ChooseNewsletters chooseNewsletters;
    private final MeterRegistry meters;

    HeedReport(
            Returns returns,
            Subscribers subscribers,
            Suppressions suppressions,
            ChooseNewsletters chooseNewsletters,
            MeterRegistry meters) {
        this.returns = returns;
        this.subscribers = subscribers;
        this.suppressions = suppressions;
        this.chooseNewsletters = chooseNewsletters;
        this.meters = meters;
    }

    void heed(byte[] message) {
        MailReport report = ReadReport.read(message);
        WentOut mail = returns.wentOut(report.row()).orElseThrow(ReportProblem.Unreadable::new);
        Subscriber reader = subscribers.find(mail.subscriber()).orElseThrow(ReportProblem.Unreadable::new);
        String present = Optional.ofNullable(reader.mailbox()).orElseThrow(ReportProblem.Unreadable::new);
        String mailbox = Optional.ofNullable(mail.mailbox()).orElse(present);
        switch (report.verdict()) {
            case Verdict.Failed(String status, boolean isForMailbox) -> {
                if (report.recipients().stream().map(subscribers::mailbox).noneMatch(mailbox::equals)) {
                    throw new ReportProblem.Unreadable();
                }
                if (isForMailbox) {
                    suppressions.add(mailbox, Suppressions.Reason.HARD_BOUNCE);
                }
                returns.bounced(mail.row(), "bounced " + status);
                count(mail, isForMailbox ? "hard" : "soft");
            }
            case Verdict.Complained() -> {
                suppressions.add(mailbox, Suppressions.Reason.COMPLAINT);
                if (mailbox.equals(present)) {
                    chooseNewsletters.exactly(reader.id(), List.of(), How.COMPLAINT);
                }
                count(mail, "complaint");
            }
            case Verdict.Noted() -> count(mail, "noted");
        }
    }

    private void count(WentOut mail, String kind) {
        meters.counter("press.mail.reports", "kind", kind).increment();
        log.info("newsletter mail {} came back: {}", mail.row(), kind);
    }
}
