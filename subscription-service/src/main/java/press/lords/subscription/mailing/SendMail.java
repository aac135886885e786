package press.lords.subscription.mailing;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import press.lords.subscription.delivery.Attempt;
import press.lords.subscription.delivery.NewsletterPost;
import press.lords.subscription.ledger.Fate;
import press.lords.subscription.mailing.Fence.Addressed;
import press.lords.subscription.newsletter.Issue;
import press.lords.subscription.signup.Suppressions;

/** Sends one mail of an issue, once, and tells what that means for its row. */
@Service
class SendMail {

    private static final Logger log = LoggerFactory.getLogger(SendMail.class);

    private final NewsletterPost post;
    private final WriteIssueMail writeIssueMail;
    private final Suppressions suppressions;
    private final MailingMeters meters;

    SendMail(NewsletterPost post, WriteIssueMail writeIssueMail, Suppressions suppressions, MailingMeters meters) {
        this.post = post;
        this.writeIssueMail = writeIssueMail;
        this.suppressions = suppressions;
        this.meters = meters;
    }

    record Tried(Attempt attempt, Fate fate) {}

    Tried send(Issue issue, Addressed addressed, long leaseEnd) {
        Attempt attempt = post.send(writeIssueMail.write(issue, addressed), leaseEnd);
        meters.count(attempt);
        Fate fate = fate(attempt, addressed);
        if (!(fate instanceof Fate.Sent)) {
            log.info("newsletter mail {}: {}", addressed.row().row(), fate);
        }
        return new Tried(attempt, fate);
    }

    private Fate fate(Attempt attempt, Addressed addressed) {
        Duration pause = post.backOff(addressed.row().attempt());
        return switch (attempt) {
            case Attempt.Taken() -> new Fate.Sent();
            case Attempt.Rejected(String reason, boolean isForMailbox) -> {
                if (isForMailbox) {
                    suppressions.add(addressed.mailbox(), Suppressions.Reason.HARD_BOUNCE);
                }
                yield new Fate.Failed(reason);
            }
            case Attempt.NotNow(String reason, boolean _) -> new Fate.Later(pause, reason);
            case Attempt.Unclear(String reason) -> new Fate.Unclear(pause, reason);
        };
    }
}
