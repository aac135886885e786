package press.lords.subscription.access.passkey;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;
import press.lords.subscription.access.passkey.Passkey.Details;
import press.lords.subscription.signup.Secrets;
import press.lords.subscription.vault.CannotOpen;
import press.lords.subscription.vault.Compartment;
import press.lords.subscription.vault.KeyedHash;
import press.lords.subscription.vault.ReaderKeys;
import press.lords.subscription.vault.Vault;
import tools.jackson.databind.json.JsonMapper;

/**
 * All passkeys, each sealed under its reader's key and found by a keyed hash of what the device calls it. A reader has a fixed number of places,
 * which are the documents' ids: so many at once can't add more than there are.
 */
@Repository
class Passkeys {

    static final int PLACES = 20;

    private final MongoCollection<Document> collection;
    private final ReaderKeys keys;
    private final KeyedHash credentials;
    private final JsonMapper json;
    private final Clock clock;

    Passkeys(MongoDatabase database, ReaderKeys keys, Vault vault, JsonMapper json, Clock clock) {
        this.collection = database.getCollection("passkeys");
        this.keys = keys;
        this.credentials = vault.keyedHash("passkeys");
        this.json = json;
        this.clock = clock;
        collection.createIndex(Indexes.ascending("credential"), new IndexOptions().unique(true));
    }

    void add(String subscriber, CredentialRecord record) {
        Compartment key = keys.of(subscriber).orElseThrow(PasskeyProblem.Refused::new);
        String id = Secrets.id();
        String hash = hash(record.getCredentialId());
        Document passkey = new Document("passkey", id)
                .append("subscriber", subscriber)
                .append("credential", hash)
                .append("sealed", new Binary(key.seal(json.writeValueAsBytes(Details.of(record)), label(id))))
                .append("signatures", record.getSignatureCount())
                .append("announced", false)
                .append("addedAt", Date.from(now()));
        Set<String> taken = documents(subscriber).stream()
                .map(document -> document.getString("_id"))
                .collect(Collectors.toSet());
        boolean added = places(subscriber).stream()
                .filter(place -> !taken.contains(place))
                .anyMatch(place -> isInserted(new Document("_id", place), passkey, hash));
        if (!added) {
            throw new PasskeyProblem.TooManyPasskeys();
        }
    }

    /** False when another took the place meanwhile. */
    private boolean isInserted(Document at, Document passkey, String hash) {
        at.putAll(passkey);
        try {
            collection.insertOne(at);
            return true;
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            if (collection.find(Filters.eq("credential", hash)).first() != null) {
                throw new PasskeyProblem.Refused();
            }
            return false;
        }
    }

    /** Empty also when its reader's key is destroyed. */
    Optional<Passkey> find(Bytes credential) {
        return Optional.ofNullable(collection
                        .find(Filters.eq("credential", hash(credential)))
                        .first())
                .flatMap(document -> keys.of(document.getString("subscriber")).map(key -> open(document, key)));
    }

    /** A reader's, the oldest first. */
    List<Passkey> of(String subscriber) {
        return keys.of(subscriber)
                .map(key -> documents(subscriber).stream()
                        .map(document -> open(document, key))
                        .sorted(Comparator.comparing(Passkey::addedAt))
                        .toList())
                .orElse(List.of());
    }

    /**
     * Says that it was used. False when its count didn't go up from what it was at the last use: then there are two of what there is one of. Of
     * two uses with the same count one succeeds.
     */
    boolean used(Passkey passkey, long signatures) {
        Bson before = signatures == 0 ? Filters.eq("signatures", 0L) : Filters.lt("signatures", signatures);
        return collection
                        .updateOne(
                                itself(passkey, before),
                                Updates.combine(
                                        Updates.set("signatures", signatures),
                                        Updates.set("lastUsedAt", Date.from(now()))))
                        .getMatchedCount()
                == 1;
    }

    void announced(Passkey passkey) {
        collection.updateOne(itself(passkey), Updates.set("announced", true));
    }

    boolean remove(Passkey passkey) {
        return collection.deleteOne(itself(passkey)).getDeletedCount() == 1;
    }

    long forget(String subscriber) {
        return collection.deleteMany(Filters.in("_id", places(subscriber))).getDeletedCount();
    }

    private List<Document> documents(String subscriber) {
        return collection.find(Filters.in("_id", places(subscriber))).into(new ArrayList<>());
    }

    private static List<String> places(String subscriber) {
        return IntStream.range(0, PLACES)
                .mapToObj(place -> subscriber + "/" + place)
                .toList();
    }

    /** Not whichever took its place after it. */
    private static Bson itself(Passkey passkey, Bson... further) {
        List<Bson> conditions = new ArrayList<>(List.of(further));
        conditions.add(Filters.eq("passkey", passkey.id()));
        return OneDocument.withId(passkey.place(), conditions.toArray(Bson[]::new));
    }

    private Passkey open(Document document, Compartment key) {
        String id = document.getString("passkey");
        try {
            byte[] opened = key.open(document.get("sealed", Binary.class).getData(), label(id));
            return new Passkey(
                    id,
                    document.getString("_id"),
                    document.getString("subscriber"),
                    json.readValue(opened, Details.class),
                    document.getLong("signatures"),
                    document.getBoolean("announced", false),
                    document.getDate("addedAt").toInstant(),
                    instant(document.getDate("lastUsedAt")));
        } catch (CannotOpen e) {
            throw new IllegalStateException("passkey " + id + " doesn't open", e);
        }
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static String label(String id) {
        return "passkey|" + id;
    }

    private String hash(Bytes credential) {
        return credentials.of(credential.toBase64UrlString());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
