package press.lords.subscription.ledger;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;

/** The ledger's rows of which mails come back. */
@Repository
public class Returns {

    private static final Bson WENT_OUT = Filters.or(
            Filters.eq("state", RowState.SENT.name()),
            Filters.and(Filters.eq("state", RowState.SENDING.name()), Filters.exists("reserved", false)),
            Filters.gt("maybe", 0),
            Filters.exists("bouncedAt"));

    private final MongoCollection<Document> rows;
    private final Clock clock;

    Returns(MongoDatabase database, Clock clock) {
        this.rows = Rows.in(database);
        this.clock = clock;
    }

    /** @param mailbox that it went to, by keyed hash; null once it is forgotten */
    public record WentOut(
            String row, String subscriber, @Nullable String mailbox) {}

    /** The mail of that row, if it went out or may have. */
    public Optional<WentOut> wentOut(String row) {
        return Optional.ofNullable(rows.find(OneDocument.withId(row, WENT_OUT)).first())
                .map(found -> new WentOut(row, found.getString("subscriber"), found.getString("mailbox")));
    }

    /** The mail didn't arrive; it is not sent again, and whoever is at it finds that out. */
    public void bounced(String row, String reason) {
        Date now = Date.from(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        rows.updateOne(
                OneDocument.withId(row, WENT_OUT),
                Updates.combine(
                        Updates.set("state", RowState.FAILED.name()),
                        Updates.set("reason", reason),
                        Updates.set("bouncedAt", now),
                        Updates.set("doneAt", now),
                        Updates.unset("open"),
                        Updates.unset("dueAt"),
                        Updates.unset("claim")));
    }
}
