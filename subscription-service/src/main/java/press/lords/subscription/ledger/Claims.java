package press.lords.subscription.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;

/**
 * The ledger's rows on their way through an instance that sends: claimed many at a time, begun some at a time, and what became of each written down the
 * same way. A claim alone is short, since others may have the row as soon as it ends: only a mail that was begun may have gone out.
 */
@Repository
public class Claims {

    private static final int TRIES = 3;
    private static final int CHOICE = 2;

    private final MongoCollection<Document> rows;
    private final Clock clock;

    Claims(MongoDatabase database, Clock clock) {
        this.rows = Rows.in(database);
        this.clock = clock;
    }

    /**
     * Takes rows of an issue that are due; for others they are due again after that time, unless their mails were begun.
     *
     * @param edition that is about to be sent: noted first, so that a correction of it knows whom to wait for
     */
    public List<Claimed> claim(String issue, int edition, Duration reserved, int limit) {
        for (int tried = 0; tried < TRIES; tried++) {
            List<String> due = due(issue, limit);
            if (due.isEmpty()) {
                break;
            }
            List<Claimed> claimed = claim(due, edition, reserved);
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

    private List<Claimed> claim(List<String> due, int edition, Duration reserved) {
        String claim = UUID.randomUUID().toString();
        long taken = rows.updateMany(
                        among(due, Filters.eq("state", RowState.QUEUED.name())),
                        Updates.combine(
                                Updates.set("state", RowState.SENDING.name()),
                                Updates.set("claim", claim),
                                Updates.set("reserved", true),
                                Updates.set("dueAt", Date.from(now().plus(reserved))),
                                Updates.inc("attempts", 1),
                                Updates.push("editions", edition)))
                .getModifiedCount();
        return taken == 0
                ? List.of()
                : rows.find(among(due, Filters.eq("claim", claim)))
                        .map(row -> claimed(row, claim))
                        .into(new ArrayList<>());
    }

    /**
     * Writes down what became of some, and begins the mails of others, which may go out from now on until the lease ends. Whoever was so slow that the claim
     * has ended, or another one has a row by now, sends nothing to it: what was asked after the claim may not be so any more.
     *
     * @param next of one claim, with where each is about to be sent, by keyed hash: the reader may have another address when a report of it comes back
     * @return those that were begun
     */
    public Set<Claimed> markAndBegin(Map<Claimed, Fate> fates, Map<Claimed, String> next, Duration lease) {
        List<WriteModel<Document>> writes = marks(fates);
        writes.addAll(begins(next, now(), lease));
        boolean isAll = write(writes) == fates.size() + next.size();
        return isAll ? next.keySet() : begunAmong(next.keySet());
    }

    /** Nearly all rows name the mailbox already, and those take one update. */
    private static List<WriteModel<Document>> begins(Map<Claimed, String> next, Instant now, Duration lease) {
        Bson stillHeld = Filters.gt("dueAt", Date.from(now));
        Bson begun = Updates.combine(Updates.unset("reserved"), Updates.set("dueAt", Date.from(now.plus(lease))));
        List<Claimed> named = new ArrayList<>();
        List<WriteModel<Document>> begins = new ArrayList<>();
        next.forEach((row, mailbox) -> {
            if (mailbox.equals(row.mailbox())) {
                named.add(row);
            } else {
                begins.add(new UpdateOneModel<>(
                        OneDocument.withId(row.row(), Filters.eq("claim", row.claim()), stillHeld),
                        Updates.combine(begun, Updates.set("mailbox", mailbox))));
            }
        });
        if (!named.isEmpty()) {
            begins.add(new UpdateManyModel<>(stillAmong(named, stillHeld), begun));
        }
        return begins;
    }

    private Set<Claimed> begunAmong(Set<Claimed> claimed) {
        Set<String> found = rows.find(stillAmong(claimed, Filters.exists("reserved", false)))
                .projection(Projections.include("_id"))
                .map(row -> row.getString("_id"))
                .into(new HashSet<>());
        return claimed.stream().filter(row -> found.contains(row.row())).collect(Collectors.toSet());
    }

    /** Those that no other claim has taken since. */
    private static Bson stillAmong(Collection<Claimed> claimed, Bson condition) {
        List<String> ids = claimed.stream().map(Claimed::row).toList();
        Set<String> claims = claimed.stream().map(Claimed::claim).collect(Collectors.toSet());
        return among(ids, Filters.and(Filters.in("claim", claims), condition));
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

    /** Puts back what a dead sender had. What it had begun may have gone out; returns how many these are. */
    public long reclaim(String issue) {
        Bson ended = Filters.and(
                Filters.eq("open", issue),
                Filters.lte("dueAt", Date.from(now())),
                Filters.eq("state", RowState.SENDING.name()));
        rows.updateMany(Filters.and(ended, Filters.eq("reserved", true)), RowUpdates.untried(now()));
        Bson left = Filters.and(ended, Filters.exists("reserved", false));
        long givenUp = rows.updateMany(
                        Filters.and(left, Filters.gte("maybe", RowUpdates.MOST_UNCLEAR - 1)),
                        RowUpdates.givenUp("senders-died", now()))
                .getModifiedCount();
        return givenUp
                + rows.updateMany(
                                Filters.and(left, Filters.lt("maybe", RowUpdates.MOST_UNCLEAR - 1)),
                                RowUpdates.queued(now(), Updates.inc("maybe", 1)))
                        .getModifiedCount();
    }

    /** Writes down what became of each. Doing it again changes nothing. */
    public void mark(Map<Claimed, Fate> fates) {
        write(marks(fates));
    }

    /** Nearly all are sent, and those take one update. */
    private List<WriteModel<Document>> marks(Map<Claimed, Fate> fates) {
        List<String> sent = new ArrayList<>();
        List<WriteModel<Document>> marks = new ArrayList<>();
        fates.forEach((row, fate) -> {
            if (fate instanceof Fate.Sent) {
                sent.add(row.row());
            } else {
                marks.add(new UpdateOneModel<>(
                        OneDocument.withId(row.row(), Filters.eq("claim", row.claim())),
                        RowUpdates.of(row, fate, now())));
            }
        });
        if (!sent.isEmpty()) {
            // Also after the lease: that the server has a mail is so, whoever holds the row by now.
            marks.add(new UpdateManyModel<>(among(sent, Filters.exists("open")), RowUpdates.sent(now())));
        }
        return marks;
    }

    /** Says how many rows were as expected. */
    private int write(List<WriteModel<Document>> writes) {
        return writes.isEmpty()
                ? 0
                : rows.bulkWrite(writes, new BulkWriteOptions().ordered(false)).getMatchedCount();
    }

    private static Claimed claimed(Document row, String claim) {
        return new Claimed(
                row.getString("_id"),
                row.getString("subscriber"),
                row.getString("newsletter"),
                row.getString("mailbox"),
                row.getInteger("attempts", 1),
                row.getInteger("maybe", 0),
                claim);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
