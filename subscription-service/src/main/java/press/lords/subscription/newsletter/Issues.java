package press.lords.subscription.newsletter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;
import press.lords.subscription.newsletter.Issue.State;
import press.lords.subscription.newsletter.Issue.Story;

/**
 * All issues. What an issue is makes its id, so whoever makes it a second time changes nothing. Its contents are written before the document
 * that names them: what is cut off in between is an edition that nobody looks at.
 *
 * <p>Whoever takes mails to send asks {@link #isCurrent} after they are marked as being sent, and gives them back when it isn't: then everyone who
 * corrects an edition finds either the mark or nobody who still sends it.
 */
@Repository
public class Issues {

    /** Later mails are of no use. */
    private static final Duration OF_USE_FOR = Duration.ofDays(1);

    private static final Bson IS_OPEN = Filters.in("state", State.LISTING.name(), State.LISTED.name());

    private final MongoCollection<Document> heads;
    private final Editions editions;
    private final Clock clock;

    Issues(MongoDatabase database, Editions editions, Clock clock) {
        this.heads = database.getCollection("issues");
        this.editions = editions;
        this.clock = clock;
        heads.createIndex(Indexes.ascending("state"));
        heads.createIndex(Indexes.ascending("createdAt"));
    }

    public Optional<Issue> find(String id) {
        return Optional.ofNullable(heads.find(Filters.eq("_id", id)).first()).map(this::issue);
    }

    /** Those of which mails may go out, the oldest first. */
    public List<Issue> unfinished() {
        return heads.find(IS_OPEN)
                .sort(new Document("createdAt", 1))
                .map(this::issue)
                .into(new ArrayList<>());
    }

    /** Whether mails with just this edition may go out. */
    public boolean isCurrent(Issue issue) {
        return heads.find(OneDocument.withId(issue.id(), Filters.eq("edition", issue.edition()), IS_OPEN))
                        .first()
                != null;
    }

    /** Once nothing is open; nothing happens before everyone is listed. Says whether it is finished now and wasn't before. */
    public boolean finish(String id) {
        return move(id, State.FINISHED, Filters.eq("state", State.LISTED.name()));
    }

    /** An issue to be made. */
    record Plan(
            String id,
            @Nullable String newsletter,
            @Nullable String note,
            List<Story> stories) {}

    /** Makes an issue, unless it is there. Without stories it is finished at once. */
    void make(Plan plan) {
        Instant now = now();
        boolean empty = plan.stories().isEmpty();
        if (!empty) {
            editions.add(plan.id(), 1, plan.stories());
        }
        Document head = new Document("_id", plan.id())
                .append("newsletter", plan.newsletter())
                .append("note", plan.note())
                .append("state", (empty ? State.FINISHED : State.LISTING).name())
                .append("edition", empty ? 0 : 1)
                .append("createdAt", Date.from(now))
                .append("until", Date.from(now.plus(OF_USE_FOR)));
        try {
            heads.insertOne(head);
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    boolean has(String id) {
        return heads.find(Filters.eq("_id", id)).first() != null;
    }

    /** Those of these ids of which mails may go out. */
    List<Issue> open(Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : heads.find(Filters.and(Filters.in("_id", ids), IS_OPEN))
                        .map(this::issue)
                        .into(new ArrayList<>());
    }

    /** Issues of a newsletter that were made since then. */
    List<Issue> since(Instant moment, String newsletter) {
        return heads.find(
                        Filters.and(Filters.gte("createdAt", Date.from(moment)), Filters.eq("newsletter", newsletter)))
                .map(this::issue)
                .into(new ArrayList<>());
    }

    /** Gives an issue its next edition; false when another one came first, or none may come any more. */
    boolean replaceEdition(Issue issue, List<Story> stories) {
        int number = issue.edition() + 1;
        editions.add(issue.id(), number, stories);
        return heads.updateOne(
                                OneDocument.withId(issue.id(), Filters.eq("edition", issue.edition()), IS_OPEN),
                                Updates.set("edition", number))
                        .getMatchedCount()
                == 1;
    }

    /** Has a finished issue go on, with those stories; false when it isn't as it was. */
    boolean resume(Issue finished, List<Story> stories) {
        int number = finished.edition() + (stories.equals(finished.stories()) ? 0 : 1);
        if (number > finished.edition()) {
            editions.add(finished.id(), number, stories);
        }
        return heads.updateOne(
                                isFinishedAs(finished),
                                Updates.combine(
                                        Updates.set("state", State.LISTED.name()),
                                        Updates.set("edition", number),
                                        Updates.unset("doneAt")))
                        .getMatchedCount()
                == 1;
    }

    /** Nothing more of a finished issue is to be sent; false when it isn't as it was. */
    boolean withdrawFinished(Issue finished) {
        return heads.updateOne(isFinishedAs(finished), Updates.set("state", State.WITHDRAWN.name()))
                        .getMatchedCount()
                == 1;
    }

    private static Bson isFinishedAs(Issue finished) {
        return OneDocument.withId(
                finished.id(), Filters.eq("edition", finished.edition()), Filters.eq("state", State.FINISHED.name()));
    }

    /** Nothing of it is to be sent; false when it isn't as it was, or not open any more. */
    boolean withdraw(Issue issue) {
        return move(issue.id(), State.WITHDRAWN, Filters.eq("edition", issue.edition()), IS_OPEN);
    }

    /**
     * An issue whose readers are being listed.
     *
     * @param after where to go on, null at the beginning
     */
    record Underway(Issue issue, @Nullable String after) {}

    List<Underway> listing() {
        return heads.find(Filters.eq("state", State.LISTING.name()))
                .sort(new Document("createdAt", 1))
                .map(head -> new Underway(issue(head), head.getString("cursor")))
                .into(new ArrayList<>());
    }

    /** Goes on with the listing; false when another one did. */
    boolean advance(Underway underway, String upTo) {
        return heads.updateOne(whileAt(underway), Updates.set("cursor", upTo)).getMatchedCount() == 1;
    }

    /**
     * Everyone is listed; with nobody there the issue is finished, and goes on should somebody slow still add readers.
     *
     * @param listed how many readers are in the ledger
     */
    void endListing(Underway underway, long listed) {
        Bson state = listed == 0
                ? Updates.combine(Updates.set("state", State.FINISHED.name()), Updates.set("doneAt", Date.from(now())))
                : Updates.set("state", State.LISTED.name());
        heads.updateOne(
                whileAt(underway), Updates.combine(state, Updates.set("listed", listed), Updates.unset("cursor")));
    }

    boolean isListing(String id) {
        return heads.find(OneDocument.withId(id, Filters.eq("state", State.LISTING.name())))
                        .first()
                != null;
    }

    /** Of an issue that everyone is listed of: that they are more. */
    void raiseListed(String id, long listed) {
        heads.updateOne(OneDocument.withId(id, Filters.lt("listed", listed)), Updates.set("listed", listed));
    }

    private static Bson whileAt(Underway underway) {
        return OneDocument.withId(
                underway.issue().id(),
                Filters.eq("state", State.LISTING.name()),
                Filters.eq("cursor", underway.after()));
    }

    /** Forgets issues that were made before that moment, and what stood in them. Returns how many. */
    long forgetBefore(Instant moment, int limit) {
        List<String> due = heads.find(Filters.lt("createdAt", Date.from(moment)))
                .limit(limit)
                .map(head -> head.getString("_id"))
                .into(new ArrayList<>());
        due.forEach(id -> {
            editions.forget(id);
            heads.deleteOne(Filters.eq("_id", id));
        });
        return due.size();
    }

    private boolean move(String id, State state, Bson... conditions) {
        return heads.updateOne(
                                OneDocument.withId(id, conditions),
                                Updates.combine(
                                        Updates.set("state", state.name()),
                                        Updates.set("doneAt", Date.from(now())),
                                        Updates.unset("cursor")))
                        .getMatchedCount()
                == 1;
    }

    private Issue issue(Document document) {
        IssueHead head = IssueHead.read(document);
        return new Issue(
                head.id(),
                head.newsletter(),
                head.state(),
                head.edition(),
                head.createdAt(),
                head.until(),
                editions.stories(head.id(), head.edition()),
                head.note());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
