package press.lords.subscription.mailing;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import com.mongodb.MongoException;
import press.lords.subscription.delivery.Attempt;
import press.lords.subscription.ledger.Claimed;
import press.lords.subscription.ledger.Claims;
import press.lords.subscription.ledger.Fate;
import press.lords.subscription.mailing.Fence.Addressed;
import press.lords.subscription.mailing.SendIssue.Progress;
import press.lords.subscription.mailing.SendMail.Tried;

/** Claimed rows on their way, some begun at a time and one after the other; what becomes of these is written down when the next ones are begun. */
final class Batch {

    /** As many as may be sent twice when this instance dies now, by each connection; they wait for the whole lease then, the others of a claim don't. */
    private static final int BEGUN_AT_ONCE = 10;

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);

    /** Of writing down: a database that refuses at once is left alone for as long. */
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(300);

    private final Set<Claimed> unsettled;
    private final Claims claims;
    private final Duration lease;
    private final BooleanSupplier isStopping;
    private int tried;
    private boolean taken;
    private boolean putOff;
    private boolean heldUp;
    private boolean ended;

    /** Sends a mail that must have gone out by the end of its lease, or not at all. */
    @FunctionalInterface
    interface Sending {
        Tried send(Addressed addressed, long leaseEnd);
    }

    Batch(List<Claimed> rows, Claims claims, Duration lease, BooleanSupplier isStopping) {
        this.unsettled = new HashSet<>(rows);
        this.claims = claims;
        this.lease = lease;
        this.isStopping = isStopping;
    }

    int tried() {
        return tried;
    }

    Progress progress() {
        if (putOff && !taken) {
            return Progress.REFUSED;
        }
        return heldUp ? Progress.HELD_UP : Progress.GOES_ON;
    }

    /** Nothing is begun any more; the rest may be sent by whoever comes next. */
    void end() {
        ended = true;
    }

    void settle(Map<Claimed, Fate> fates) {
        writeDown(fates, System.nanoTime());
        unsettled.removeAll(fates.keySet());
    }

    /** Mails that were begun together, and what has become of them. */
    private record Begun(List<Addressed> mails, Map<Claimed, Fate> fates, long since) {

        Begun(List<Addressed> mails, long since) {
            this(mails, new HashMap<>(), since);
        }

        /** Those that have none nobody tried to send, whatever went wrong. */
        Map<Claimed, Fate> fatesOfAll() {
            Map<Claimed, Fate> all = new HashMap<>(fates);
            mails.forEach(mail -> all.putIfAbsent(mail.row(), new Fate.Untried(AFTER_TROUBLE)));
            return all;
        }
    }

    void send(List<Addressed> passed, Sending sending) {
        Begun begun = new Begun(List.of(), System.nanoTime());
        try {
            for (int from = 0; from < passed.size() && goesOn(); from += BEGUN_AT_ONCE) {
                begun = begin(passed.subList(from, Math.min(from + BEGUN_AT_ONCE, passed.size())), begun);
                for (Addressed mail : begun.mails()) {
                    begun.fates().put(mail.row(), next(mail, sending, begun.since()));
                }
            }
        } finally {
            writeDown(begun.fatesOfAll(), begun.since());
        }
        if (!goesOn()) {
            end();
        }
    }

    /** A database that refuses ends the batch, and is then only asked again to take what became of the mails before. */
    private Begun begin(List<Addressed> some, Begun before) {
        long since = System.nanoTime();
        Set<Claimed> begun = claims.markAndBegin(
                before.fates(), some.stream().collect(Collectors.toMap(Addressed::row, Addressed::mailbox)), lease);
        // What becomes of them is written down after this or not at all, and then they count as unclear: nobody may
        // say later that they are untried.
        unsettled.removeAll(begun);
        if (begun.isEmpty()) {
            // The claim has ended, also for those that follow.
            end();
        }
        return new Begun(
                some.stream().filter(mail -> begun.contains(mail.row())).toList(), since);
    }

    /** What another one has by now stays its own. */
    void giveBackTheRest() {
        Duration after = ended ? Duration.ZERO : AFTER_TROUBLE;
        settle(unsettled.stream().collect(Collectors.toMap(row -> row, _ -> new Fate.Untried(after))));
    }

    private Fate next(Addressed addressed, Sending sending, long began) {
        if (!goesOn() || !isTimeLeft(began)) {
            end();
            return new Fate.Untried(Duration.ZERO);
        }
        tried++;
        Tried outcome = sending.send(addressed, began + lease.toNanos());
        Attempt attempt = outcome.attempt();
        taken |= attempt instanceof Attempt.Taken;
        putOff |= attempt instanceof Attempt.NotNow;
        heldUp = attempt instanceof Attempt.NotNow(String _, boolean isForAll) && isForAll;
        return outcome.fate();
    }

    private boolean goesOn() {
        return !heldUp && !ended && !isStopping.getAsBoolean();
    }

    /** Half of the lease is for the mail that is under way. */
    private boolean isTimeLeft(long began) {
        return System.nanoTime() - began < lease.toNanos() / 2;
    }

    /** As long as the lease lasts: what isn't written down by then counts as unclear and is sent again. */
    private void writeDown(Map<Claimed, Fate> fates, long began) {
        while (true) {
            try {
                claims.mark(fates);
                return;
            } catch (MongoException e) {
                if (isStopping.getAsBoolean()
                        || System.nanoTime() - began > lease.toNanos()
                        || isInterruptedMeanwhile()) {
                    throw e;
                }
            }
        }
    }

    /** Before the next try is due. */
    private static boolean isInterruptedMeanwhile() {
        try {
            Thread.sleep(BETWEEN_TRIES);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
