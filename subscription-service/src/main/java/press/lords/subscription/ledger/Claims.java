package press.lords.subscription.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;

/** The ledger's rows on their way through an instance that sends: claimed many at a time, and what became of each written down the same way. */
@Repository
public class Claims {

    private static final int TRIES = 3;
    private static final int CHOICE = 2;

    /** Then the mail is done: a server that never says that it has one would get it until the issue is a day old. */
    private static final int MOST_UNCLEAR = 5;

    private final MongoCollection<Document> rows;
    private final Clock clock;

    Claims(MongoDatabase database, Clock clock) {
        this.rows = Rows.in(database);
        this.clock = clock;
    }

    /**
     * Takes rows of an issue that are due; for others they are due again when the lease ends.
     *
     * @param edition that is about to be sent: noted first, so that a correction of it knows whom to wait for
     */
    public List<Claimed> claim(String issue, int edition, Duration lease, int limit) {
        for (int tried = 0; tried < TRIES; tried++) {
            List<String> due = due(issue, limit);
            if (due.isEmpty()) {
                break;
            }
            List<Claimed> claimed = claim(due, edition, lease);
            if (!claimed.isEmpty()) {
                return claimed;
            }
        }
        return List.of();
    }

    /** Any of them, since sorting reads all that are due; and not the first ones, which whoever claims at the same time finds too. */
    private List<String> due(String issue, int limit) {
        List<String> due = rows.find(Filters.and(
                        Filters.eq("open", issue),
                        Filters.lte("dueAt", Date.from(now())),
                        Filters.eq("state", RowState.QUEUED.name())))
                .limit(limit * CHOICE)
                .projection(Projections.include("_id"))
                .map(row -> row.getString("_id"))
                .into(new ArrayList<>());
        Collections.shuffle(due, ThreadLocalRandom.current());
        return due.size() <= limit ? due : due.subList(0, limit);
    }

    private List<Claimed> claim(List<String> due, int edition, Duration lease) {
        String claim = UUID.randomUUID().toString();
        long taken = rows.updateMany(
                        among(due, Filters.eq("state", RowState.QUEUED.name())),
                        Updates.combine(
                                Updates.set("state", RowState.SENDING.name()),
                                Updates.set("claim", claim),
                                Updates.set("dueAt", Date.from(now().plus(lease))),
                                Updates.inc("attempts", 1),
                                Updates.push("editions", edition)))
                .getModifiedCount();
        return taken == 0
                ? List.of()
                : rows.find(among(due, Filters.eq("claim", claim)))
                        .map(row -> claimed(row, claim))
                        .into(new ArrayList<>());
    }

    /** Notes where each is about to be sent, by keyed hash: the reader may have another address when a report of it comes back. */
    public void address(Map<Claimed, String> mailboxes) {
        if (!mailboxes.isEmpty()) {
            List<UpdateOneModel<Document>> noted = new ArrayList<>();
            mailboxes.forEach((row, mailbox) -> noted.add(new UpdateOneModel<>(
                    OneDocument.withId(row.row(), Filters.eq("claim", row.claim())), Updates.set("mailbox", mailbox))));
            rows.bulkWrite(noted, new BulkWriteOptions().ordered(false));
        }
    }

    private static Bson among(List<String> ids, Bson condition) {
        Document filter = new Document("_id", new Document("$in", ids));
        filter.putAll(condition.toBsonDocument());
        return filter;
    }

    /** Issues of which something is still to be done. */
    public List<String> openIssues() {
        // Not "exists", for which the rows that are done would be read too.
        return rows.distinct("open", Filters.gt("open", ""), String.class).into(new ArrayList<>());
    }

    /** Puts back what was being sent when its sender died: each of them may have gone out. Returns how many. */
    public long reclaim(String issue) {
        Bson left = Filters.and(
                Filters.eq("open", issue),
                Filters.lte("dueAt", Date.from(now())),
                Filters.eq("state", RowState.SENDING.name()));
        long givenUp = rows.updateMany(
                        Filters.and(left, Filters.gte("maybe", MOST_UNCLEAR - 1)), givenUp("senders-died"))
                .getModifiedCount();
        return givenUp
                + rows.updateMany(
                                Filters.and(left, Filters.lt("maybe", MOST_UNCLEAR - 1)),
                                Updates.combine(
                                        Updates.set("state", RowState.QUEUED.name()),
                                        Updates.unset("claim"),
                                        Updates.inc("maybe", 1)))
                        .getModifiedCount();
    }

    private Bson givenUp(String reason) {
        return done(RowState.FAILED, Updates.set("reason", reason), Updates.inc("maybe", 1));
    }

    /** Writes down what became of each. Doing it again changes nothing. Nearly all are sent, and those take one update. */
    public void mark(Map<Claimed, Fate> fates) {
        List<String> sent = new ArrayList<>();
        List<WriteModel<Document>> others = new ArrayList<>();
        fates.forEach((row, fate) -> {
            if (fate instanceof Fate.Sent) {
                sent.add(row.row());
            } else {
                others.add(new UpdateOneModel<>(
                        OneDocument.withId(row.row(), Filters.eq("claim", row.claim())), update(row, fate)));
            }
        });
        if (!sent.isEmpty()) {
            // Also after the lease: that the server has a mail is so, whoever holds the row by now.
            rows.updateMany(among(sent, Filters.exists("open")), sent());
        }
        if (!others.isEmpty()) {
            rows.bulkWrite(others, new BulkWriteOptions().ordered(false));
        }
    }

    private Bson sent() {
        return done(RowState.SENT, Updates.unset("reason"));
    }

    private Bson update(Claimed row, Fate fate) {
        return switch (fate) {
            case Fate.Sent() -> sent();
            case Fate.Suppressed(String reason) -> done(RowState.SUPPRESSED, Updates.set("reason", reason), notSent());
            case Fate.Failed(String reason) -> done(RowState.FAILED, Updates.set("reason", reason), notSent());
            case Fate.Later(Duration after, String reason) -> queued(after, Updates.set("reason", reason), notSent());
            case Fate.Unclear(Duration after, String reason) ->
                row.maybe() + 1 < MOST_UNCLEAR
                        ? queued(after, Updates.set("reason", reason), Updates.inc("maybe", 1))
                        : givenUp(reason);
            case Fate.Untried(Duration after) -> queued(after, Updates.inc("attempts", -1), notSent());
        };
    }

    /** The edition that the claim noted surely has not gone out by it. */
    private static Bson notSent() {
        return Updates.popLast("editions");
    }

    private Bson done(RowState state, Bson... further) {
        return Updates.combine(
                Updates.set("state", state.name()),
                Updates.set("doneAt", Date.from(now())),
                Updates.unset("open"),
                Updates.unset("dueAt"),
                Updates.unset("claim"),
                Updates.combine(further));
    }

    private Bson queued(Duration after, Bson... further) {
        return Updates.combine(
                Updates.set("state", RowState.QUEUED.name()),
                Updates.set("dueAt", Date.from(now().plus(after))),
                Updates.unset("claim"),
                Updates.combine(further));
    }

    private static Claimed claimed(Document row, String claim) {
        return new Claimed(
                row.getString("_id"),
                row.getString("subscriber"),
                row.getString("newsletter"),
                row.getInteger("attempts", 1),
                row.getInteger("maybe", 0),
                claim);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
