package press.lords.subscription.ledger;

import java.time.Instant;
import java.util.Date;

import com.mongodb.client.model.Updates;
import org.bson.conversions.Bson;

/** What is written into a claimed row when it is known, or when nobody will say any more, what became of its mail. */
final class RowUpdates {

    /** Then the mail is done: a server that never says that it has one would get it until the issue is a day old. */
    static final int MOST_UNCLEAR = 5;

    private RowUpdates() {}

    static Bson of(Claimed row, Fate fate, Instant now) {
        return switch (fate) {
            case Fate.Sent() -> sent(now);
            case Fate.Suppressed(String reason) ->
                done(RowState.SUPPRESSED, now, Updates.set("reason", reason), notSent(), nowhere(row));
            case Fate.Failed(String reason) ->
                done(RowState.FAILED, now, Updates.set("reason", reason), notSent(), nowhere(row));
            case Fate.Later(var after, String reason) ->
                queued(now.plus(after), Updates.set("reason", reason), notSent());
            case Fate.Unclear(var after, String reason) ->
                row.maybe() + 1 < MOST_UNCLEAR
                        ? queued(now.plus(after), Updates.set("reason", reason), Updates.inc("maybe", 1))
                        : givenUp(reason, now);
            case Fate.Untried(var after) -> untried(now.plus(after));
        };
    }

    static Bson sent(Instant now) {
        return done(RowState.SENT, now, Updates.unset("reason"));
    }

    /** Of a row that is queued. */
    static Bson suppressed(String reason, Instant now) {
        return done(RowState.SUPPRESSED, now, Updates.set("reason", reason));
    }

    /** Of a row that is claimed and not begun. */
    static Bson suppressedUntried(String reason, Instant now) {
        return done(RowState.SUPPRESSED, now, Updates.set("reason", reason), Updates.inc("attempts", -1), notSent());
    }

    static Bson givenUp(String reason, Instant now) {
        return done(RowState.FAILED, now, Updates.set("reason", reason), Updates.inc("maybe", 1));
    }

    static Bson untried(Instant due) {
        return queued(due, Updates.inc("attempts", -1), notSent());
    }

    static Bson queued(Instant due, Bson... further) {
        return Updates.combine(
                Updates.set("state", RowState.QUEUED.name()),
                Updates.set("dueAt", Date.from(due)),
                Updates.unset("claim"),
                Updates.unset("reserved"),
                Updates.combine(further));
    }

    private static Bson done(RowState state, Instant now, Bson... further) {
        return Updates.combine(
                Updates.set("state", state.name()),
                Updates.set("doneAt", Date.from(now)),
                Updates.unset("open"),
                Updates.unset("dueAt"),
                Updates.unset("claim"),
                Updates.unset("reserved"),
                Updates.combine(further));
    }

    /** A mail that surely never went out leaves no trace of where it would have gone: its reader may have been erased since they were listed. */
    private static Bson nowhere(Claimed row) {
        return row.maybe() == 0 ? nowhere() : Updates.combine();
    }

    static Bson nowhere() {
        return Updates.unset("mailbox");
    }

    /** The edition that the claim noted surely has not gone out by it. */
    private static Bson notSent() {
        return Updates.popLast("editions");
    }
}
