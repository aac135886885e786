package press.lords.subscription.mailing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
import press.lords.subscription.newsletter.UpdateIssues;

/** Has the mails of all unfinished issues sent, over several connections at a time and each issue in its turn. Any number of instances do so. */
@Component
class SendingWorker extends Worker {

    /** With what a claim is reserved for and a round, others go on within a quarter of a minute with what a dead instance had claimed. */
    private static final Duration RECLAIM_EVERY = Duration.ofSeconds(3);

    /** Counting reads all rows of an issue. */
    private static final int ROUNDS_BETWEEN_COUNTS = 10;

    /** Then it is looked for new issues and editions. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(3);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Set<Progress> ENDS_A_ROUND =
            EnumSet.of(Progress.FULL_MINUTE, Progress.HELD_UP, Progress.REFUSED);

    private final Issues issues;
    private final UpdateIssues updateIssues;
    private final Ledger ledger;
    private final Claims claims;
    private final SendIssue sendIssue;
    private final NewsletterPost post;
    private final MailingMeters meters;
    private final Pause pause = new Pause();
    private long reclaimAt = System.nanoTime();
    private int rounds;

    SendingWorker(
            Issues issues,
            UpdateIssues updateIssues,
            Ledger ledger,
            Claims claims,
            SendIssue sendIssue,
            NewsletterPost post,
            MailingMeters meters) {
        super(Duration.ofSeconds(1));
        this.issues = issues;
        this.updateIssues = updateIssues;
        this.ledger = ledger;
        this.claims = claims;
        this.sendIssue = sendIssue;
        this.post = post;
        this.meters = meters;
    }

    @Override
    protected void work() {
        List<Issue> unfinished = issues.unfinished();
        if (System.nanoTime() - reclaimAt >= 0) {
            reclaim();
            reclaimAt = System.nanoTime() + RECLAIM_EVERY.toNanos();
        }
        if (rounds++ % ROUNDS_BETWEEN_COUNTS == 0) {
            show(unfinished);
        }
        if (!unfinished.isEmpty() && !pause.isOn()) {
            Set<Progress> lanes = goOn(unfinished);
            if (!pause.isDueAfter(lanes) && lanes.contains(Progress.GOES_ON)) {
                wake();
            }
        }
        unfinished.stream()
                .filter(issue -> issue.state() == Issue.State.LISTED && !ledger.hasOpen(issue.id()))
                .forEach(issue -> issues.finish(issue.id()));
        post.closeIdle();
    }

    /**
     * Also of issues that aren't open: of those that were withdrawn their dead senders' rows still are, and of those that were finished the rows of whom
     * somebody slow listed afterwards.
     */
    private void reclaim() {
        for (String issue : claims.openIssues()) {
            meters.countReclaimed(claims.reclaim(issue));
            issues.find(issue).filter(found -> !found.isOpen()).ifPresent(this::settle);
        }
    }

    private void settle(Issue closed) {
        if (closed.state() == Issue.State.WITHDRAWN) {
            ledger.suppressIssue(closed.id(), "issue-withdrawn");
        } else if (ledger.hasOpen(closed.id())) {
            updateIssues.resume(closed);
        }
    }

    private void show(List<Issue> unfinished) {
        meters.show(unfinished.stream()
                .map(issue -> ledger.counts(issue.id()))
                .reduce(LedgerCounts.NONE, LedgerCounts::plus));
    }

    /** Says what came of all lanes. */
    private Set<Progress> goOn(List<Issue> unfinished) {
        List<Future<Set<Progress>>> lanes = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int lane = 0; lane < post.connections(); lane++) {
                int first = lane;
                lanes.add(senders.submit(() -> goOn(unfinished, first)));
            }
        }
        Set<Progress> all = EnumSet.noneOf(Progress.class);
        for (Future<Set<Progress>> lane : lanes) {
            all.addAll(result(lane));
        }
        return all;
    }

    /** Each issue in its turn, so that none waits for all of another. */
    private Set<Progress> goOn(List<Issue> unfinished, int first) {
        long began = System.nanoTime();
        List<Issue> due = new ArrayList<>(unfinished);
        Set<Progress> all = EnumSet.noneOf(Progress.class);
        for (int turn = first; !due.isEmpty(); turn++) {
            Issue issue = due.get(turn % due.size());
            Progress progress = sendIssue.sendSome(issue, this::isStopping);
            all.add(progress);
            if (ENDS_A_ROUND.contains(progress)
                    || isStopping()
                    || System.nanoTime() - began > LONGEST_ROUND.toNanos()) {
                return all;
            }
            if (progress != Progress.GOES_ON) {
                due.remove(issue);
            }
        }
        return all;
    }

    @Override
    protected void cutShort() {
        post.cut();
    }

    private static Set<Progress> result(Future<Set<Progress>> lane) {
        try {
            return lane.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException("some mails could not be sent", e.getCause());
        }
    }

    /** Between rounds, while the mail server takes nothing: knocking on and on has it take even less. Doubles until something is taken. */
    private final class Pause {

        private int refusals;
        private long until = System.nanoTime();

        boolean isOn() {
            return System.nanoTime() - until < 0;
        }

        boolean isDueAfter(Set<Progress> lanes) {
            boolean isRefused = lanes.contains(Progress.HELD_UP) || lanes.contains(Progress.REFUSED);
            boolean isTaken = lanes.contains(Progress.HELD_UP) || lanes.contains(Progress.GOES_ON);
            refusals = !isRefused || isTaken ? 0 : refusals + 1;
            if (isRefused) {
                Duration next = post.backOff(refusals + 1);
                until = System.nanoTime() + Math.min(next.toNanos(), LONGEST_PAUSE.toNanos());
            }
            return isRefused;
        }
    }
}
