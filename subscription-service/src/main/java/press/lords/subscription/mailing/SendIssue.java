package press.lords.subscription.mailing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import press.lords.subscription.delivery.NewsletterPost;
import press.lords.subscription.ledger.Claimed;
import press.lords.subscription.ledger.Claims;
import press.lords.subscription.ledger.Fate;
import press.lords.subscription.newsletter.Issue;
import press.lords.subscription.newsletter.Issues;

/**
 * Sends some mails of an issue: claims them, asks what has changed since, sends, and writes down what became of each. What is claimed and can't be
 * sent soon is given back, so that no lease ends while its mail is still to be sent.
 */
@Service
class SendIssue {

    private static final int AT_ONCE = 50;

    /**
     * What a dead instance had claimed and not begun goes on elsewhere after that. Whoever is slower gives the rest back and claims anew, so what was asked
     * about a reader is no older than this when a mail is begun.
     */
    static final Duration RESERVED = Duration.ofSeconds(5);

    private final NewsletterPost post;
    private final Claims claims;
    private final Issues issues;
    private final Fence fence;
    private final SendMail sendMail;
    private final Clock clock;

    SendIssue(NewsletterPost post, Claims claims, Issues issues, Fence fence, SendMail sendMail, Clock clock) {
        this.post = post;
        this.claims = claims;
        this.issues = issues;
        this.fence = fence;
        this.sendMail = sendMail;
        this.clock = clock;
    }

    /** Whether it is worth asking for more. */
    enum Progress {
        /** Some rows are settled, and there may be more. */
        GOES_ON,
        /** Nothing of this issue is due. */
        NOTHING_DUE,
        /** There is another edition by now, or none. */
        OUTDATED,
        /** The mail server takes no more in this minute. */
        FULL_MINUTE,
        /** The mail server takes nothing more at the moment. */
        HELD_UP,
        /** The same, and it has taken nothing before. */
        REFUSED
    }

    Progress sendSome(Issue issue, BooleanSupplier isStopping) {
        NewsletterPost.Grant granted = post.take(AT_ONCE);
        if (granted.mails() == 0) {
            return Progress.FULL_MINUTE;
        }
        List<Claimed> rows = claims.claim(issue.id(), issue.edition(), RESERVED, granted.mails());
        if (rows.isEmpty()) {
            post.giveBack(granted, granted.mails());
            return Progress.NOTHING_DUE;
        }
        Batch batch = new Batch(rows, claims, post.lease(), isStopping);
        try {
            return settle(issue, rows, batch);
        } finally {
            batch.giveBackTheRest();
            post.giveBack(granted, granted.mails() - batch.tried());
        }
    }

    private Progress settle(Issue issue, List<Claimed> rows, Batch batch) {
        if (!issues.isCurrent(issue)) {
            batch.end();
            return Progress.OUTDATED;
        }
        if (!issue.until().isAfter(clock.instant())) {
            batch.settle(rows.stream().collect(Collectors.toMap(row -> row, _ -> new Fate.Failed("too-late"))));
            return Progress.GOES_ON;
        }
        Fence.Checked checked = fence.check(rows);
        batch.settle(checked.stopped());
        batch.send(checked.passed(), (addressed, leaseEnd) -> sendMail.send(issue, addressed, leaseEnd));
        return batch.progress();
    }
}
