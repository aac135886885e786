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
import org.bson.conversions.Bson;
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

    /** After so many without a right one in between the factor is void, until whose it is is invited again. */
    private static final int FAILURES = 50;

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
     * A new secret for that invitation, each time: one that was shown before is worth nothing any more, until a code of one was used. Empty
     * when it is no longer as it was known: then another invitation was followed meanwhile, or this one is being finished.
     */
    Optional<byte[]> prepare(String account, Known known, String invitation) {
        return keys.of(account).flatMap(key -> {
            byte[] secret = Totp.newSecret();
            return isKept(known, fresh(account, invitation, key, secret)) ? Optional.of(secret) : Optional.empty();
        });
    }

    private static Document fresh(String account, String invitation, Compartment key, byte[] secret) {
        return new Document("_id", account)
                .append("invitation", invitation)
                .append("sealed", new Binary(key.seal(secret, label(account))))
                .append("lastStep", 0L)
                .append("tries", 0)
                .append("failures", 0)
                .append("triesFrom", Date.from(Instant.EPOCH));
    }

    private boolean isKept(Known known, Document fresh) {
        String invitation = fresh.getString("invitation");
        boolean isFirst = known.invitation() == null
                ? isInserted(fresh)
                : !known.invitation().equals(invitation)
                        && isReplaced(fresh, Filters.eq("invitation", known.invitation()));
        return isFirst || isUnprovenReplaced(fresh);
    }

    private boolean isInserted(Document fresh) {
        try {
            collection.insertOne(fresh);
            return true;
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
    }

    private boolean isUnprovenReplaced(Document fresh) {
        return isReplaced(fresh, Filters.eq("invitation", fresh.getString("invitation")), Filters.eq("lastStep", 0L));
    }

    private boolean isReplaced(Document fresh, Bson... as) {
        return collection
                        .replaceOne(OneDocument.withId(fresh.getString("_id"), as), fresh)
                        .getMatchedCount()
                == 1;
    }

    /** What became of a code that was tried. */
    enum Tried {
        RIGHT,
        WRONG,
        /** And no other is heard for a while. */
        WRONG_FOR_THE_LAST_TIME
    }

    /** Uses up a code: none is good twice, nor once a later one was used. Every try counts before it is looked at. */
    Tried redeem(String account, String typed) {
        Optional<Document> found = counted(account);
        if (found.isEmpty()) {
            return Tried.WRONG;
        }
        Document tried = found.get();
        OptionalLong step =
                secret(tried).map(secret -> Totp.step(secret, typed, now())).orElse(OptionalLong.empty());
        boolean isVoid = tried.get("failures", 0) > FAILURES;
        if (!isVoid && step.isPresent() && isUsedUp(tried, step.getAsLong())) {
            return Tried.RIGHT;
        }
        return tried.getInteger("tries") == TRIES ? Tried.WRONG_FOR_THE_LAST_TIME : Tried.WRONG;
    }

    private Optional<Document> counted(String account) {
        Instant now = now();
        collection.updateOne(
                OneDocument.withId(account, Filters.lt("triesFrom", Date.from(now.minus(WITHIN)))),
                Updates.combine(Updates.set("triesFrom", Date.from(now)), Updates.set("tries", 0)));
        Document tried = collection.findOneAndUpdate(
                OneDocument.withId(account, Filters.lt("tries", TRIES)),
                Updates.combine(Updates.inc("tries", 1), Updates.inc("failures", 1)),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        if (tried == null) {
            refuseMore(account);
        }
        return Optional.ofNullable(tried);
    }

    private void refuseMore(String account) {
        Document known = collection.find(Filters.eq("_id", account)).first();
        if (known != null) {
            Instant end = known.get("triesFrom", Date.class).toInstant().plus(WITHIN);
            throw new RequestProblem.TooMany(Duration.between(now(), end));
        }
    }

    /** Not when the secret is another one by now. */
    private boolean isUsedUp(Document tried, long step) {
        return collection
                        .updateOne(
                                OneDocument.withId(
                                        tried.getString("_id"),
                                        Filters.eq("invitation", tried.getString("invitation")),
                                        Filters.eq("sealed", tried.get("sealed", Binary.class)),
                                        Filters.lt("lastStep", step)),
                                Updates.combine(
                                        Updates.set("lastStep", step),
                                        Updates.set("tries", 0),
                                        Updates.set("failures", 0)))
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
