package press.lords.subscription.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Every mail of an issue that is or was owed to a reader: intended before it is sent, and accounted for whatever happens. It knows ids only; who a
 * reader is and what the mail says is known elsewhere, at the moment of sending.
 */
@Repository
public class Ledger {

    /** Less than the connection waits: what it gives up, the database would go on counting. */
    private static final Duration LONGEST_COUNT = Duration.ofSeconds(8);

    private final MongoCollection<Document> rows;
    private final Clock clock;

    Ledger(MongoDatabase database, Clock clock) {
        this.rows = Rows.in(database);
        this.clock = clock;
        Rows.index(rows);
    }

    /**
     * @param newsletter which one the reader gets the issue under
     * @param mailbox where they read at the moment, by keyed hash: it need not be written when their mail is begun, if it is there still
     */
    public record Candidate(
            String subscriber, String newsletter, @Nullable String mailbox) {}

    /** A mail that went out, or may have. */
    public record Mailed(String row, String subscriber, String newsletter) {}

    /** Adds a row for each; those that are there stay as they are. */
    public void add(String issue, List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return;
        }
        Date now = now();
        List<Document> added =
                candidates.stream().map(one -> row(issue, one, now)).toList();
        try {
            rows.insertMany(added, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            boolean isOnlyThere = e.getWriteConcernError() == null
                    && e.getWriteErrors().stream()
                            .allMatch(error ->
                                    ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY);
            if (!isOnlyThere) {
                throw e;
            }
        }
    }

    private static Document row(String issue, Candidate candidate, Date now) {
        return new Document("_id", Rows.id(issue, candidate.subscriber()))
                .append("issue", issue)
                .append("subscriber", candidate.subscriber())
                .append("newsletter", candidate.newsletter())
                .append("mailbox", candidate.mailbox())
                .append("state", RowState.QUEUED.name())
                .append("editions", List.of())
                .append("attempts", 0)
                .append("maybe", 0)
                .append("createdAt", now)
                .append("open", issue)
                .append("dueAt", now);
    }

    /** Rows that went out, or may have, with one of these editions; in an order that doesn't change, after that row. */
    public List<Mailed> mailed(String issue, Collection<Integer> editions, @Nullable String after, int limit) {
        // By subscriber, since that is the index there is.
        Bson further = Optional.ofNullable(after)
                .flatMap(row ->
                        Optional.ofNullable(rows.find(Filters.eq("_id", row)).first()))
                .map(row -> Filters.gt("subscriber", row.getString("subscriber")))
                .orElseGet(Filters::empty);
        return rows.find(Filters.and(
                        Filters.eq("issue", issue),
                        Filters.in("editions", editions),
                        Filters.or(Filters.eq("state", RowState.SENT.name()), Filters.gt("maybe", 0)),
                        further))
                .sort(Sorts.ascending("subscriber"))
                .limit(limit)
                .map(row -> new Mailed(row.getString("_id"), row.getString("subscriber"), row.getString("newsletter")))
                .into(new ArrayList<>());
    }

    /** Whether mails with one of these editions are being sent now. */
    public boolean isSending(String issue, Collection<Integer> editions) {
        return rows.find(Filters.and(
                                Filters.eq("open", issue),
                                Filters.eq("state", RowState.SENDING.name()),
                                Filters.in("editions", editions)))
                        .first()
                != null;
    }

    public boolean hasOpen(String issue) {
        return rows.find(Filters.eq("open", issue)).first() != null;
    }

    /** In one pass by an index whose keys don't change, so that a row that moves meanwhile is counted once. */
    @SuppressWarnings("NullAway") // each group has these fields
    public LedgerCounts counts(String issue) {
        LedgerCounts counts = LedgerCounts.NONE;
        for (Document alike : rows.aggregate(List.of(
                        Aggregates.match(Filters.eq("issue", issue)),
                        Aggregates.group(
                                new Document("state", "$state").append("maybe", "$maybe"),
                                Accumulators.sum("rows", 1L))))
                .maxTime(LONGEST_COUNT.toSeconds(), TimeUnit.SECONDS)) {
            Document key = alike.get("_id", Document.class);
            counts = counts.plus(
                    RowState.valueOf(key.getString("state")),
                    key.getInteger("maybe", 0),
                    alike.get("rows", Number.class).longValue());
        }
        return counts;
    }

    /** All that was and is owed to a reader. */
    public List<KeptIssueMail> of(String subscriber) {
        return rows.find(Filters.eq("subscriber", subscriber))
                .sort(Sorts.ascending("createdAt"))
                .map(Ledger::kept)
                .into(new ArrayList<>());
    }

    /** What isn't under way to a reader stays undone. What is ends by itself. Returns how many rows that were. */
    public long suppress(String subscriber, String reason) {
        return suppress(Filters.eq("subscriber", subscriber), reason);
    }

    /** The same for all readers of an issue. */
    public long suppressIssue(String issue, String reason) {
        return suppress(Filters.eq("open", issue), reason);
    }

    /** What is claimed and not begun isn't under way, and can't be begun without its claim. It comes first, since it may be given back meanwhile. */
    private long suppress(Bson which, String reason) {
        Instant now = now().toInstant();
        Bson reserved = Filters.and(which, Filters.eq("state", RowState.SENDING.name()), Filters.eq("reserved", true));
        Bson queued = Filters.and(which, Filters.eq("state", RowState.QUEUED.name()));
        return end(reserved, RowUpdates.suppressedUntried(reason, now))
                + end(queued, RowUpdates.suppressed(reason, now));
    }

    private long end(Bson which, Bson how) {
        Bson neverWentOut = Filters.and(which, Filters.eq("maybe", 0));
        return rows.updateMany(neverWentOut, Updates.combine(how, RowUpdates.nowhere()))
                        .getModifiedCount()
                + rows.updateMany(which, how).getModifiedCount();
    }

    /** Where the mails of a reader went, of whom nothing is to be kept that tells it. */
    public void forgetMailboxes(String subscriber) {
        rows.updateMany(Filters.eq("subscriber", subscriber), Updates.unset("mailbox"));
    }

    public long forgetBefore(Instant moment) {
        return rows.deleteMany(Filters.lt("createdAt", Date.from(moment))).getDeletedCount();
    }

    private static KeptIssueMail kept(Document row) {
        Date done = row.getDate("doneAt");
        return new KeptIssueMail(
                row.getString("issue"),
                row.getString("newsletter"),
                row.getString("state"),
                row.getInteger("attempts", 0),
                row.getInteger("maybe", 0),
                row.getString("reason"),
                row.getDate("createdAt").toInstant(),
                done == null ? null : done.toInstant());
    }

    private Date now() {
        return Date.from(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
