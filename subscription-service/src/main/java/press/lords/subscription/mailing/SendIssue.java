package press.lords.subscription.mailing;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import com.mongodb.MongoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import press.lords.subscription.delivery.Attempt;
import press.lords.subscription.delivery.NewsletterPost;
import press.lords.subscription.ledger.Claimed;
import press.lords.subscription.ledger.Claims;
import press.lords.subscription.ledger.Fate;
import press.lords.subscription.mailing.Fence.Addressed;
import press.lords.subscription.newsletter.Issue;
import press.lords.subscription.newsletter.Issues;
import press.lords.subscription.signup.Suppressions;

/**
 * Sends some mails of an issue: claims them, asks what has changed since, sends, and writes down what became of each. What is claimed and can't be
 * sent soon is given back, so that no lease ends while its mail is still to be sent.
 */
@Service
class SendIssue {

    private static final Logger log = LoggerFactory.getLogger(SendIssue.class);

    /** As many as may be sent twice when this instance dies now, by each connection. */
    private static final int AT_ONCE = 50;

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);

    private final NewsletterPost post;
    private final Claims claims;
    private final Issues issues;
    private final Fence fence;
    private final WriteIssueMail writeIssueMail;
    private final Suppressions suppressions;
    private final MailingMeters meters;
    private final Clock clock;

    SendIssue(
            NewsletterPost post,
            Claims claims,
            Issues issues,
            Fence fence,
            WriteIssueMail writeIssueMail,
            Suppressions suppressions,
            MailingMeters meters,
            Clock clock) {
        this.post = post;
        this.claims = claims;
        this.issues = issues;
        this.fence = fence;
        this.writeIssueMail = writeIssueMail;
        this.suppressions = suppressions;
        this.meters = meters;
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
        Batch batch = new Batch(System.nanoTime(), isStopping);
        List<Claimed> rows = claims.claim(issue.id(), issue.edition(), post.lease(), granted.mails());
        if (rows.isEmpty()) {
            post.giveBack(granted, granted.mails());
            return Progress.NOTHING_DUE;
        }
        Map<Claimed, Fate> fates = new HashMap<>();
        try {
            return settle(issue, rows, batch, fates);
        } finally {
            // None of those without a fate was tried, whatever went wrong.
            rows.forEach(row -> fates.putIfAbsent(row, new Fate.Untried(AFTER_TROUBLE)));
            batch.writeDown(fates);
            post.giveBack(granted, granted.mails() - batch.tried);
        }
    }

    private Progress settle(Issue issue, List<Claimed> rows, Batch batch, Map<Claimed, Fate> fates) {
        if (!issues.isCurrent(issue)) {
            rows.forEach(row -> fates.put(row, new Fate.Untried(Duration.ZERO)));
            return Progress.OUTDATED;
        }
        if (!issue.until().isAfter(clock.instant())) {
            rows.forEach(row -> fates.put(row, new Fate.Failed("too-late")));
            return Progress.GOES_ON;
        }
        Fence.Checked checked = fence.check(rows);
        fates.putAll(checked.stopped());
        claims.address(checked.passed().stream().collect(Collectors.toMap(Addressed::row, Addressed::mailbox)));
        checked.passed().forEach(addressed -> fates.put(addressed.row(), batch.next(issue, addressed)));
        return batch.progress();
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

    /** Some rows on their way, one after the other. */
    private final class Batch {

        private final long began;
        private final BooleanSupplier isStopping;
        private int tried;
        private boolean taken;
        private boolean putOff;
        private boolean heldUp;

        Batch(long began, BooleanSupplier isStopping) {
            this.began = began;
            this.isStopping = isStopping;
        }

        Fate next(Issue issue, Addressed addressed) {
            if (heldUp || isStopping.getAsBoolean() || !isTimeLeft()) {
                return new Fate.Untried(Duration.ZERO);
            }
            tried++;
            Attempt attempt = post.send(writeIssueMail.write(issue, addressed));
            meters.count(attempt);
            taken |= attempt instanceof Attempt.Taken;
            putOff |= attempt instanceof Attempt.NotNow;
            heldUp = attempt instanceof Attempt.NotNow(String _, boolean isForAll) && isForAll;
            Fate fate = fate(attempt, addressed);
            if (!(fate instanceof Fate.Sent)) {
                log.info("newsletter mail {}: {}", addressed.row().row(), fate);
            }
            return fate;
        }

        Progress progress() {
            if (putOff && !taken) {
                return Progress.REFUSED;
            }
            return heldUp ? Progress.HELD_UP : Progress.GOES_ON;
        }

        /** Half of the lease is for the mail that is under way. */
        private boolean isTimeLeft() {
            return System.nanoTime() - began < post.lease().toNanos() / 2;
        }

        /** As long as the lease lasts: what isn't written down by then counts as unclear and is sent again. */
        private void writeDown(Map<Claimed, Fate> fates) {
            while (true) {
                try {
                    claims.mark(fates);
                    return;
                } catch (MongoException e) {
                    if (isStopping.getAsBoolean()
                            || System.nanoTime() - began > post.lease().toNanos()) {
                        throw e;
                    }
                }
            }
        }
    }
}
