package press.lords.subscription.access.passkey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import org.bson.Document;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;
import press.lords.subscription.signup.Secrets;

/** What devices are asked to sign, by its hash: good once, for minutes, and for who asked. Of any number who show one at once one succeeds. */
@Repository
class Challenges {

    static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final MongoCollection<Document> collection;
    private final Clock clock;

    Challenges(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection("passkey-challenges");
        this.clock = clock;
        collection.createIndex(Indexes.ascending("until"));
    }

    /** For a reader who adds a passkey. A session has one at a time, the latest. */
    Bytes toAdd(String session) {
        Bytes challenge = Bytes.random();
        String id = adding(session);
        collection.replaceOne(
                Filters.eq("_id", id),
                new Document("_id", id).append("challenge", hash(challenge)).append("until", until()),
                new ReplaceOptions().upsert(true));
        return challenge;
    }

    boolean redeemToAdd(String session, Bytes challenge) {
        return collection
                        .deleteOne(OneDocument.withId(
                                adding(session),
                                Filters.eq("challenge", hash(challenge)),
                                Filters.gt("until", Date.from(now()))))
                        .getDeletedCount()
                == 1;
    }

    /** @param browser who alone may show it: the hash of a browser's cookie, or what stands for programs */
    Bytes toSignIn(String browser) {
        Bytes challenge = Bytes.random();
        collection.insertOne(new Document("_id", signingIn(challenge))
                .append("browser", browser)
                .append("until", until()));
        return challenge;
    }

    boolean redeemToSignIn(String browser, Bytes challenge) {
        return collection
                        .deleteOne(OneDocument.withId(
                                signingIn(challenge),
                                Filters.eq("browser", browser),
                                Filters.gt("until", Date.from(now()))))
                        .getDeletedCount()
                == 1;
    }

    long forgetExpired(Instant before) {
        return collection.deleteMany(Filters.lt("until", Date.from(before))).getDeletedCount();
    }

    private static String adding(String session) {
        return "add/" + session;
    }

    private static String signingIn(Bytes challenge) {
        return "sign-in/" + hash(challenge);
    }

    private static String hash(Bytes challenge) {
        return Secrets.hash(challenge.toBase64UrlString());
    }

    private Date until() {
        return Date.from(now().plus(GOOD_FOR));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
