package press.lords.events.kafka;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import press.lords.events.Event;
import press.lords.events.Topic;

/**
 * One kind of thing in the journal of record. A revision is stored by its hash, then committed by one conditional update of the thing's one
 * document, then sent at once in the background; whatever is not sent then, a {@link Sweeper} of any instance sends later.
 */
public final class Journal {

    private final Topic topic;
    private final EventCodec codec;
    private final Heads heads;
    private final StoredRevisions revisions;
    private final Sender sender;
    private final Clock clock;
    private final Supplier<@Nullable String> traceparent;

    Journal(
            Topic topic,
            EventCodec codec,
            Heads heads,
            StoredRevisions revisions,
            Sender sender,
            Clock clock,
            Supplier<@Nullable String> traceparent) {
        this.topic = topic;
        this.codec = codec;
        this.heads = heads;
        this.revisions = revisions;
        this.sender = sender;
        this.clock = clock;
        this.traceparent = traceparent;
    }

    /** Makes the bytes of a thing's next revision; throws {@link RevisionTooLarge} when they could never be sent. */
    public RevisionRecord seal(String id, int number, Instant at, @Nullable String previous, Event event) {
        RevisionRecord record = codec.seal(id, number, at, previous, event, traceparent.get());
        if (record.topic() != topic) {
            throw new IllegalArgumentException("an event of " + record.topic() + " in the journal of " + topic);
        }
        if (record.weight() > topic.maxMessageBytes() - RevisionRecord.FRAMING_BYTES) {
            throw new RevisionTooLarge(topic, record.weight());
        }
        return record;
    }

    /**
     * Commits a sealed revision if the thing's document still has the revision before it and matches the guard, and changes the document
     * in the same update. That also marks it as pending, so a crash right after it forgets nothing. Returns the document as it is then, or
     * nothing when it did not match.
     */
    public Optional<Document> commit(RevisionRecord record, Bson guard, Bson change) {
        return commit(record, null, guard, change);
    }

    /** @param by whose deed it is, kept beside the revision: neither hashed nor sent */
    public Optional<Document> commit(RevisionRecord record, @Nullable String by, Bson guard, Bson change) {
        revisions.append(record, by); // An orphan if the commit loses its race: nothing names it.
        Optional<Document> committed = heads.commit(record, clock.instant(), guard, change);
        committed.map(Head::of).ifPresent(head -> sender.sendAtOnce(head, record));
        return committed;
    }

    /** A committed revision, as it was sent. */
    public Optional<RevisionRecord> revision(String id, int number) {
        return heads.find(id)
                .filter(head -> number >= 1 && number <= head.revision())
                .map(head -> revisions.between(head, number, number).getFirst());
    }

    /** Committed revisions below a number, newest first. */
    public List<RevisionRecord> revisions(String id, int below, int limit) {
        return revisions(id, below, limit, Function.identity());
    }

    /** The same, each made into what is wanted of it as soon as it is read: many whole records are too much to hold. */
    public <T> List<T> revisions(String id, int below, int limit, Function<RevisionRecord, T> view) {
        return heads.find(id).map(head -> newestFirst(head, below, limit, view)).orElse(List.of());
    }

    /**
     * Removes a thing and all its revisions, if its document matches the guard and has nothing left to send; what the topic still has expires
     * there. Only for topics that do: what is of record is never forgotten.
     */
    public boolean forget(String id, Bson guard) {
        if (topic.kept().isEmpty()) {
            throw new IllegalStateException(topic + " is kept for ever");
        }
        boolean removed = heads.remove(id, guard);
        if (removed) {
            revisions.remove(id);
        }
        return removed;
    }

    private <T> List<T> newestFirst(Head head, int below, int limit, Function<RevisionRecord, T> view) {
        int to = Math.min(below - 1, head.revision());
        int last = Math.max(1, to - limit + 1);
        List<T> page = new ArrayList<>();
        while (to >= last) {
            int from = Math.max(last, to - revisions.atOnce() + 1);
            for (RevisionRecord record : revisions.between(head, from, to).reversed()) {
                page.add(view.apply(record));
            }
            to = from - 1;
        }
        return page;
    }
}
