package press.lords.subscription.access.signing;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.nimbusds.jose.jwk.RSAKey;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.stereotype.Repository;
import press.lords.subscription.StartRefused;
import press.lords.subscription.vault.CannotOpen;
import press.lords.subscription.vault.Compartment;
import press.lords.subscription.vault.Vault;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The keys in the database: number, times and public part to be read, the private part sealed. A document never changes. */
@Repository
class SigningKeys {

    private final MongoCollection<Document> collection;
    private final Compartment compartment;

    SigningKeys(MongoDatabase database, Vault vault) {
        this.collection = database.getCollection("signing-keys");
        this.compartment = vault.compartment("signing-keys");
    }

    List<SigningKey> all() {
        List<SigningKey> keys = new ArrayList<>();
        for (Document document : collection.find()) {
            keys.add(open(document));
        }
        return keys;
    }

    /** Adds a key unless its number is taken: of several instances that make the same one, the first to arrive wins. */
    boolean add(SigningKey key) {
        try {
            collection.insertOne(seal(key));
            return true;
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    void remove(SigningKey key) {
        collection.deleteOne(Filters.eq(key.number()));
    }

    private Document seal(SigningKey key) {
        Document document = new Document("_id", key.number())
                .append("createdAt", Date.from(key.createdAt()))
                .append("signsFrom", Date.from(key.signsFrom()))
                .append("public", key.jwk().toPublicJWK().toJSONString());
        byte[] sealed = compartment.seal(key.jwk().toJSONString().getBytes(UTF_8), label(document));
        return document.append("sealed", new Binary(sealed));
    }

    private SigningKey open(Document document) {
        try {
            byte[] jwk = compartment.open(document.get("sealed", Binary.class).getData(), label(document));
            return new SigningKey(
                    document.getInteger("_id"),
                    document.getDate("createdAt").toInstant(),
                    document.getDate("signsFrom").toInstant(),
                    RSAKey.parse(new String(jwk, UTF_8)));
        } catch (CannotOpen e) {
            throw new StartRefused(
                    "The signing keys in the database were sealed with another encryption key, or changed since.",
                    "Set PRESS_ENCRYPTION_KEY to the key that this database was first started with.");
        } catch (ParseException e) {
            throw new IllegalStateException("signing key " + document.get("_id") + " is no JWK", e);
        }
    }

    /** What a key is for is sealed with it: a changed time or a swapped public part doesn't open. */
    private static String label(Document document) {
        return String.join(
                "|",
                String.valueOf(document.get("_id")),
                String.valueOf(document.getDate("signsFrom").toInstant()),
                document.getString("public"));
    }
}
