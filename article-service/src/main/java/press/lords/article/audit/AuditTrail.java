package press.lords.article.audit;

import java.time.Clock;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Keeps who did what and when. Entries are added, never changed; they name things, not what those contain. An entry comes after the deed, so a
 * crash between the two leaves it out; whose deed a revision is stands beside the revision too ({@code by}), written before it counts.
 */
@Component
public class AuditTrail {

    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);

    private final MongoCollection<Document> entries;
    private final Clock clock;

    AuditTrail(MongoDatabase database, Clock clock) {
        this.entries = database.getCollection("audit");
        this.clock = clock;
    }

    /** Keeps what the caller of this request did. */
    public void record(Action action, String subject, @Nullable Integer revision) {
        record(actor(), action, subject, revision);
    }

    /** Keeps what was done on behalf of someone who is not calling now. */
    public void record(String actor, Action action, String subject, @Nullable Integer revision) {
        log.info("audit: {} {} {} revision {}", oneWord(actor), action, subject, revision);
        try {
            entries.insertOne(new Document("at", clock.instant())
                    .append("actor", actor)
                    .append("action", action.name())
                    .append("subject", subject)
                    .append("revision", revision));
        } catch (MongoException e) {
            // The deed is done and can't be undone by refusing now; the line above is then its only trace.
            log.error("audit entry not stored: {}", e.getClass().getSimpleName());
        }
    }

    /** Who calls: the subject of the token. */
    public static String actor() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? "nobody" : authentication.getName();
    }

    private static String oneWord(String actor) {
        return actor.replaceAll("[^\\p{Alnum}@._:-]", "_");
    }
}
