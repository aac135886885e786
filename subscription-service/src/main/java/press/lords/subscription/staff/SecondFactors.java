package press.lords.subscription.staff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalLong;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.vault.CannotOpen;
import press.lords.subscription.vault.Compartment;
import press.lords.subscription.vault.ReaderKeys;

/**
 * Secrets of the staff's authenticators, sealed under each account's key, the step of the last code that was used, and how many codes were tried.
 * A secret belongs to the invitation that it was made for.
 */
@Repository
class SecondFactors {

    private static final int TRIES = 5;
    /** Long enough that guessing a code takes years, with the mails that each try needs too. */
    private static final Duration WITHIN = Duration.ofHours(1);

    private final MongoCollection<Document> collection;
    private final ReaderKeys keys;
    private final Clock clock;

    SecondFactors(MongoDatabase database, ReaderKeys keys, Clock clock) {
        this.collection = database.getCollection("second-factors");
        this.keys = keys;
        this.clock = clock;
    }

    /** What was there before {@link #prepare}. */
    record Known(@Nullable String invitation) {}

    Known known(String account) {
        return new Known(
                Optional.ofNullable(collection.find(Filters.eq("_id", account)).first())
                        .map(document -> document.getString("invitation"))
                        .orElse(null));
    }

    /**
     * The secret of that invitation, made when there is none. Empty when it is no longer as it was known: then another invitation was followed
     * meanwhile, and its secret must stay.
     */
    Optional<byte[]> prepare(String account, Known known, String invitation) {
        if (!invitation.equals(known.invitation())) {
            keys.of(account).ifPresent(key -> replace(known, fresh(account, invitation, key)));
        }
        return Optional.ofNullable(collection
                        .find(OneDocument.withId(account, Filters.eq("invitation", invitation)))
                        .first())
                .flatMap(this::secret);
    }

    private static Document fresh(String account, String invitation, Compartment key) {
        return new Document("_id", account)
                .append("invitation", invitation)
                .append("sealed", new Binary(key.seal(Totp.newSecret(), label(account))))
                .append("lastStep", 0L)
                .append("tries", 0)
                .append("triesFrom", Date.from(Instant.EPOCH));
    }

    private void replace(Known known, Document fresh) {
        if (known.invitation() != null) {
            collection.replaceOne(
                    OneDocument.withId(fresh.getString("_id"), Filters.eq("invitation", known.invitation())), fresh);
            return;
        }
        try {
            collection.insertOne(fresh);
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // Another was first; whose secret it is shows when it is read.
        }
    }

    /** Uses up a code: none is good twice, nor once a later one was used. Every try counts before it is looked at. */
    boolean redeem(String account, String typed) {
        Optional<Document> found = counted(account);
        if (found.isEmpty()) {
            return false;
        }
        Document tried = found.get();
        if (tried.getInteger("tries") > TRIES) {
            Instant end = tried.get("triesFrom", Date.class).toInstant().plus(WITHIN);
            throw new RequestProblem.TooMany(Duration.between(now(), end));
        }
        OptionalLong step =
                secret(tried).map(secret -> Totp.step(secret, typed, now())).orElse(OptionalLong.empty());
        return step.isPresent() && isUsedUp(tried, step.getAsLong());
    }

    private Optional<Document> counted(String account) {
        Instant now = now();
        collection.updateOne(
                OneDocument.withId(account, Filters.lt("triesFrom", Date.from(now.minus(WITHIN)))),
                Updates.combine(Updates.set("triesFrom", Date.from(now)), Updates.set("tries", 0)));
        return Optional.ofNullable(collection.findOneAndUpdate(
                Filters.eq("_id", account),
                Updates.inc("tries", 1),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)));
    }

    private boolean isUsedUp(Document tried, long step) {
        return collection
                        .updateOne(
                                OneDocument.withId(
                                        tried.getString("_id"),
                                        Filters.eq("invitation", tried.getString("invitation")),
                                        Filters.lt("lastStep", step)),
                                Updates.combine(Updates.set("lastStep", step), Updates.set("tries", 0)))
                        .getMatchedCount()
                == 1;
    }

    void forget(String account, Known known) {
        if (known.invitation() != null) {
            collection.deleteOne(OneDocument.withId(account, Filters.eq("invitation", known.invitation())));
        }
    }

    /** Empty once the account is erased. */
    private Optional<byte[]> secret(Document document) {
        String account = document.getString("_id");
        return keys.of(account).map(key -> open(document, account, key));
    }

    private static byte[] open(Document document, String account, Compartment key) {
        try {
            return key.open(document.get("sealed", Binary.class).getData(), label(account));
        } catch (CannotOpen e) {
            throw new IllegalStateException("the second factor of " + account + " doesn't open", e);
        }
    }

    private static String label(String account) {
        return "second-factor|" + account;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
