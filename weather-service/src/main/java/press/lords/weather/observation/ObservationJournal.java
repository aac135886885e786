package press.lords.weather.observation;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import press.lords.events.WeatherEvent.Observed;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.RevisionRecord;

import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

/** The weather in the journal of record: one thing per place. Beside the journal's own fields its document holds the place's {@link Pace}. */
final class ObservationJournal {

    private final Journal journal;
    private final EventCodec codec;
    private final MongoCollection<Document> heads;

    ObservationJournal(Journal journal, EventCodec codec, MongoCollection<Document> heads) {
        this.journal = journal;
        this.codec = codec;
        this.heads = heads;
    }

    /** Where the journal stands for a place; the first revision is yet to come when it says so. */
    Standing standing(String placeId) {
        Document head = heads.find(eq("_id", placeId)).first();
        if (head == null) {
            return Standing.START;
        }
        int revision = head.getInteger("revision", 0);
        Date paceUsedUntil = head.getDate("paceUsedUntil");
        return new Standing(
                revision,
                head.getString("hash"),
                paceUsedUntil == null ? Pace.UNUSED : new Pace(paceUsedUntil.toInstant()),
                journal.revision(placeId, revision).map(this::observed).orElse(null));
    }

    /** The last published observation of a place. */
    Optional<Observed> last(String placeId) {
        return journal.revisions(placeId, Integer.MAX_VALUE, 1).stream()
                .findFirst()
                .map(this::observed);
    }

    /** Whether this became the next revision; if not, another instance was first. */
    boolean commit(String placeId, Standing standing, Instant at, Observed next) {
        if (standing.revision() == 0) {
            heads.updateOne(eq("_id", placeId), Updates.setOnInsert("revision", 0), new UpdateOptions().upsert(true));
        }
        RevisionRecord sealed = journal.seal(placeId, standing.revision() + 1, at, standing.hash(), next);
        Pace pace = standing.pace().afterPublishing(at);
        return journal.commit(sealed, empty(), set("paceUsedUntil", Date.from(pace.usedUntil())))
                .isPresent();
    }

    private Observed observed(RevisionRecord record) {
        return (Observed) codec.read(record).event();
    }

    /**
     * @param revision the last one, 0 before the first
     * @param hash of the last revision
     */
    record Standing(
            int revision,
            @Nullable String hash,
            Pace pace,
            @Nullable Observed last) {
        static final Standing START = new Standing(0, null, Pace.UNUSED, null);
    }
}
