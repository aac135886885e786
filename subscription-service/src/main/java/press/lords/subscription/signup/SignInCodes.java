package press.lords.subscription.signup;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;
import press.lords.subscription.vault.KeyedHash;
import press.lords.subscription.vault.Vault;

/**
 * The short codes of each reader that asked for some, for who reads mail elsewhere. They are short, so they bear few tries and ten minutes. The
 * limit of mails is also one of codes.
 */
@Repository
public class SignInCodes {

    private static final int TRIES = 5;
    /** How long a try is where there is no code. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final int LENGTH = 8;
    /** Without letters that look like digits. 40 bits: with the limits of mails and tries nobody guesses one in a lifetime. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final MongoCollection<Document> collection;
    private final KeyedHash codes;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SignInCodes(MongoDatabase database, Vault vault, Clock clock) {
        this.collection = database.getCollection("codes");
        this.codes = vault.keyedHash("sign-in-codes");
        this.clock = clock;
        collection.createIndex(Indexes.ascending("until"));
    }

    /** Makes a code. Those before it stay good as long as they would: anyone can ask for one in a reader's name. */
    String make(String subscriber, Instant until) {
        StringBuilder code = new StringBuilder();
        random.ints(LENGTH, 0, ALPHABET.length()).forEach(index -> code.append(ALPHABET.charAt(index)));
        Document made = new Document("code", codes.of(subscriber + code)).append("until", Date.from(until));
        collection.updateOne(
                Filters.eq("_id", subscriber),
                Updates.combine(
                        Updates.push("codes", made), Updates.set("tries", 0), Updates.set("until", Date.from(until))),
                new UpdateOptions().upsert(true));
        return code.insert(LENGTH / 2, '-').toString();
    }

    /**
     * Tries a code and doesn't use it up. Every try counts before it is looked at, so many at once are no more tries than one after the other; and it counts also
     * where there is no code, so that the time it takes tells nothing.
     *
     * @param subscriber or anything else that stands for an address which is no reader's
     */
    public boolean isGood(String subscriber, String typed) {
        return isGood(hash(subscriber, typed), counted(subscriber));
    }

    /** Uses a code up that is good, and with it the reader's others. Of any number who do so at once one succeeds. */
    public boolean useUp(String subscriber, String typed) {
        return collection
                        .deleteOne(OneDocument.withId(subscriber, Filters.eq("codes.code", hash(subscriber, typed))))
                        .getDeletedCount()
                == 1;
    }

    private String hash(String subscriber, String typed) {
        return codes.of(subscriber + plain(typed));
    }

    private Document counted(String subscriber) {
        try {
            return Objects.requireNonNullElseGet(
                    collection.findOneAndUpdate(
                            Filters.eq("_id", subscriber),
                            Updates.combine(
                                    Updates.inc("tries", 1),
                                    Updates.setOnInsert("until", Date.from(now().plus(REMEMBERED)))),
                            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)),
                    Document::new);
        } catch (MongoException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                // Another was first to try where there is no code.
                return new Document();
            }
            throw e;
        }
    }

    private boolean isGood(String hash, Document tried) {
        return tried.get("tries", 0) <= TRIES
                && tried.getList("codes", Document.class, List.of()).stream()
                        .filter(made -> made.getDate("until").toInstant().isAfter(now()))
                        .anyMatch(made -> made.getString("code").equals(hash));
    }

    public long forget(String subscriber) {
        return collection.deleteOne(Filters.eq("_id", subscriber)).getDeletedCount();
    }

    public long forgetExpired(Instant before) {
        return collection.deleteMany(Filters.lt("until", Date.from(before))).getDeletedCount();
    }

    private static String plain(String typed) {
        return typed.toUpperCase(Locale.ROOT)
                .replaceAll("[^0-9A-Z]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
