package press.lords.subscription.vault;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import press.lords.events.kafka.DecisiveDatabase;

/** Readers' keys in a database of their own, each sealed under the operator's key: neither database tells anything without the other. */
final class MongoReaderKeys implements ReaderKeys {

    private static final Logger log = LoggerFactory.getLogger(MongoReaderKeys.class);
    private static final int KEY_BYTES = 32;

    private final MongoCollection<Document> collection;
    private final Compartment compartment;
    private final SecureRandom random = new SecureRandom();

    MongoReaderKeys(MongoDatabase database, Vault vault) {
        this.collection = DecisiveDatabase.require(database).getCollection("keys");
        this.compartment = vault.compartment("reader-keys");
    }

    @Override
    public void make(String reader) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        collection.updateOne(
                Filters.eq(reader),
                Updates.setOnInsert("sealed", new Binary(compartment.seal(key, reader))),
                new UpdateOptions().upsert(true));
    }

    @Override
    public Optional<Compartment> of(String reader) {
        return Optional.ofNullable(collection.find(Filters.eq(reader)).first())
                .map(document -> open(reader, document.get("sealed", Binary.class)));
    }

    @Override
    public Map<String, Compartment> of(Collection<String> readers) {
        Map<String, Compartment> keys = new HashMap<>();
        for (Document document : collection.find(Filters.in("_id", readers))) {
            putOpened(keys, document.getString("_id"), document.get("sealed", Binary.class));
        }
        return keys;
    }

    /** One that doesn't open is none of the others' trouble. */
    private void putOpened(Map<String, Compartment> keys, String reader, @Nullable Binary sealed) {
        try {
            keys.put(reader, open(reader, sealed));
        } catch (IllegalStateException e) {
            log.error("{}", e.getMessage());
        }
    }

    @Override
    public boolean destroy(String reader) {
        return collection.deleteOne(Filters.eq(reader)).getDeletedCount() > 0;
    }

    private Compartment open(String reader, @Nullable Binary sealed) {
        if (sealed == null) {
            throw new IllegalStateException("there is nothing in the key of reader " + reader);
        }
        try {
            return new Compartment(new SecretKeySpec(compartment.open(sealed.getData(), reader), "AES"));
        } catch (CannotOpen e) {
            throw new IllegalStateException(
                    "the key of reader " + reader + " was sealed with another encryption key", e);
        }
    }
}
