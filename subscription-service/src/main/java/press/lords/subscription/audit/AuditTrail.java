package press.lords.subscription.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps who did what and when. Entries are added, never changed; they name readers by their opaque ids. */
@Component
public class AuditTrail {

    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);

    private final MongoCollection<Document> entries;
    private final Clock clock;

    AuditTrail(MongoDatabase database, Clock clock) {
        this.entries = database.getCollection("audit");
        this.clock = clock;
        entries.createIndex(Indexes.ascending("subject"));
    }

    public record Entry(Instant at, String action) {}

    /** Keeps what a reader did. */
    public void record(Action action, String reader) {
        record(action, reader, reader);
    }

    /** Keeps what was done to something or someone, and by whom. */
    public void record(Action action, String subject, String actor) {
        log.info("audit: {} {} by {}", action, subject, actor);
        try {
            entries.insertOne(new Document("at", Date.from(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                    .append("action", action.name())
                    .append("subject", subject)
                    .append("actor", actor));
        } catch (MongoException e) {
            // The deed is done and can't be undone by refusing now; the line above is then its only trace.
            log.error("audit entry not stored: {}", e.getClass().getSimpleName());
        }
    }

    /** When the reader did this since then, the oldest first. */
    public List<Instant> since(Instant moment, Action action, String reader) {
        return entries.find(Filters.and(
                        Filters.eq("subject", reader),
                        Filters.eq("action", action.name()),
                        Filters.gt("at", Date.from(moment))))
                .sort(Sorts.ascending("at"))
                .map(entry -> entry.getDate("at").toInstant())
                .into(new ArrayList<>());
    }

    public List<Entry> of(String reader) {
        return entries.find(Filters.eq("subject", reader))
                .sort(Sorts.ascending("at"))
                .map(entry -> new Entry(entry.getDate("at").toInstant(), entry.getString("action")))
                .into(new ArrayList<>());
    }
}
