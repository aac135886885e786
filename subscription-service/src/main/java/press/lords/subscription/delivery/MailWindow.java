package press.lords.subscription.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoServerException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;
import press.lords.subscription.delivery.NewsletterPost.Grant;

/** How many mails the mail server still takes in this minute, whichever instance sends them. Newsletters leave a tenth to mails that someone waits for. */
@Repository
class MailWindow {

    private static final int TRIES = 10;
    private static final int LEFT_TO_OTHERS = 10;
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final MongoCollection<Document> collection;
    private final String server;
    private final int perMinute;
    private final Clock clock;

    MailWindow(MongoDatabase database, MailProperties server, MailSettings settings, Clock clock) {
        this.collection = database.getCollection("mail-windows");
        this.server = server.getHost() + ":" + server.getPort();
        this.perMinute = settings.perMinute();
        this.clock = clock;
    }

    boolean takeOne() {
        return take(minute(), 1, perMinute) == 1;
    }

    /** Says how many of so many may be sent now. */
    Grant takeForNewsletters(int wanted) {
        Instant minute = minute();
        return new Grant(minute, take(minute, wanted, perMinute - Math.ceilDiv(perMinute, LEFT_TO_OTHERS)));
    }

    private int take(Instant minute, int wanted, int limit) {
        if (perMinute == 0) {
            return wanted;
        }
        for (int tried = 0; tried < TRIES; tried++) {
            int granted = Math.min(wanted, limit - used(minute));
            if (granted <= 0) {
                return 0;
            }
            if (add(minute, granted, limit - granted)) {
                return granted;
            }
        }
        return 0;
    }

    private int used(Instant minute) {
        Document window = collection.find(Filters.eq("_id", id(minute))).first();
        if (window == null) {
            open(minute);
            return 0;
        }
        return window.getInteger("used", 0);
    }

    private void open(Instant minute) {
        try {
            collection.updateOne(
                    Filters.eq("_id", id(minute)),
                    Updates.combine(Updates.setOnInsert("used", 0), Updates.setOnInsert("minute", Date.from(minute))),
                    new UpdateOptions().upsert(true));
        } catch (MongoServerException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
        collection.deleteMany(Filters.lt("minute", Date.from(minute.minus(REMEMBERED))));
    }

    private boolean add(Instant minute, int mails, int whileAtMost) {
        return collection
                        .updateOne(
                                OneDocument.withId(id(minute), Filters.lte("used", whileAtMost)),
                                Updates.inc("used", mails))
                        .getModifiedCount()
                == 1;
    }

    /** What was taken and isn't needed; from the minute that it was taken of, since in the next one it counts no more. */
    void giveBack(Grant grant, int mails) {
        if (perMinute > 0 && mails > 0) {
            collection.updateOne(
                    OneDocument.withId(id(grant.minute()), Filters.gte("used", mails)), Updates.inc("used", -mails));
        }
    }

    Duration untilNext() {
        Instant now = clock.instant();
        return Duration.between(now, now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1)));
    }

    private Instant minute() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }

    private String id(Instant minute) {
        return server + "/" + minute;
    }
}
