package press.lords.subscription.mailing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.springframework.stereotype.Component;
import press.lords.subscription.delivery.NewsletterPost;
import press.lords.subscription.delivery.Worker;
import press.lords.subscription.ledger.Claims;
import press.lords.subscription.ledger.Ledger;
import press.lords.subscription.ledger.LedgerCounts;
import press.lords.subscription.mailing.SendIssue.Progress;
import press.lords.subscription.newsletter.Issue;
import press.lords.subscription.newsletter.Issues;

/** Has the mails of all unfinished issues sent, over several connections at a time and each issue in its turn. Any number of instances do so. */
@Component
class SendingWorker extends Worker {

    /** What a dead instance left may wait for a moment. */
    private static final int ROUNDS_BETWEEN_RECLAIMS = 10;

    /** Then it is looked for new issues and editions. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(3);

    private final Issues issues;
    private final Ledger ledger;
    private final Claims claims;
    private final SendIssue sendIssue;
    private final NewsletterPost post;
    private final MailingMeters meters;
    private int rounds;

    SendingWorker(
            Issues issues,
            Ledger ledger,
            Claims claims,
            SendIssue sendIssue,
            NewsletterPost post,
            MailingMeters meters) {
        super(Duration.ofSeconds(1));
        this.issues = issues;
        this.ledger = ledger;
        this.claims = claims;
        this.sendIssue = sendIssue;
        this.post = post;
        this.meters = meters;
    }

    @Override
    protected void work() {
        List<Issue> unfinished = issues.unfinished();
        if (rounds++ % ROUNDS_BETWEEN_RECLAIMS == 0) {
            reclaim();
            show(unfinished);
        }
        if (!unfinished.isEmpty() && goOn(unfinished)) {
            wake();
        }
        unfinished.stream()
                .filter(issue -> issue.state() == Issue.State.LISTED && !ledger.hasOpen(issue.id()))
                .forEach(issue -> issues.finish(issue.id()));
        post.closeIdle();
    }

    /** Also of issues that were withdrawn: their dead senders' rows are still open. */
    private void reclaim() {
        for (String issue : claims.openIssues()) {
            meters.countReclaimed(claims.reclaim(issue));
            if (issues.find(issue).filter(found -> !found.isOpen()).isPresent()) {
                ledger.suppressIssue(issue, "issue-withdrawn");
            }
        }
    }

    private void show(List<Issue> unfinished) {
        meters.show(unfinished.stream()
                .map(issue -> ledger.counts(issue.id()))
                .reduce(LedgerCounts.NONE, LedgerCounts::plus));
    }

    /** Says whether there may be more to do at once. */
    private boolean goOn(List<Issue> unfinished) {
        List<Future<Boolean>> lanes = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int lane = 0; lane < post.connections(); lane++) {
                int first = lane;
                lanes.add(senders.submit(() -> goOn(unfinished, first)));
            }
        }
        boolean more = false;
        for (Future<Boolean> lane : lanes) {
            more |= result(lane);
        }
        return more;
    }

    /** Each issue in its turn, so that none waits for all of another. */
    private boolean goOn(List<Issue> unfinished, int first) {
        long began = System.nanoTime();
        List<Issue> due = new ArrayList<>(unfinished);
        boolean more = false;
        for (int turn = first; !due.isEmpty(); turn++) {
            Issue issue = due.get(turn % due.size());
            Progress progress = sendIssue.sendSome(issue, this::isStopping);
            more |= progress == Progress.GOES_ON;
            if (progress == Progress.HELD_UP || isStopping() || System.nanoTime() - began > LONGEST_ROUND.toNanos()) {
                return more;
            }
            if (progress != Progress.GOES_ON) {
                due.remove(issue);
            }
        }
        return more;
    }

    private static boolean result(Future<Boolean> lane) {
        try {
            return lane.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("some mails could not be sent", e.getCause());
        }
    }
}
