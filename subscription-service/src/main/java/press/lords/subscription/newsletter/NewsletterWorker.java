package press.lords.subscription.newsletter;

import java.time.Clock;
import java.time.Duration;

import org.springframework.stereotype.Component;
import press.lords.subscription.delivery.Worker;
import press.lords.subscription.ledger.Ledger;
import press.lords.subscription.newsletter.Issues.Underway;

/** Makes the digest when it is due and lists the readers of issues, page by page in turn, so that a long one doesn't keep the others waiting. */
@Component
class NewsletterWorker extends Worker {

    private static final Duration STALLED_AT_MOST = Duration.ofHours(1);

    private final MakeDigest makeDigest;
    private final Issues issues;
    private final ListReaders listReaders;
    private final Ledger ledger;
    private final Clock clock;

    NewsletterWorker(
            MakeDigest makeDigest,
            Issues issues,
            ListReaders listReaders,
            Ledger ledger,
            IssueSettings settings,
            Clock clock) {
        super(settings.every());
        this.makeDigest = makeDigest;
        this.issues = issues;
        this.listReaders = listReaders;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    protected void work() {
        makeDigest.ifDue();
        boolean more;
        do {
            more = false;
            for (Underway underway : issues.listing()) {
                more |= !isStopping() && listReaders.page(underway);
            }
        } while (more && !isStopping());
        issues.withdrawnSince(clock.instant().minus(STALLED_AT_MOST))
                .forEach(issue -> ledger.suppressIssue(issue, "withdrawn"));
    }
}
