package press.lords.subscription.access.passkey;

import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Repository;
import press.lords.subscription.vault.KeyedHash;
import press.lords.subscription.vault.Vault;

/**
 * Readers as their devices know them: by a handle that is the reader's, and that nobody can tell to belong to an id of our logs and events who
 * doesn't have the operator's key.
 */
@Repository
class Holders implements PublicKeyCredentialUserEntityRepository {

    private final MongoCollection<Document> collection;
    private final KeyedHash handles;

    Holders(MongoDatabase database, Vault vault) {
        this.collection = database.getCollection("passkey-holders");
        this.handles = vault.keyedHash("passkey-holders");
    }

    Bytes handle(String subscriber) {
        return Bytes.fromBase64(handles.of(subscriber));
    }

    Optional<String> subscriber(Bytes handle) {
        return Optional.ofNullable(collection
                        .find(Filters.eq("_id", handle.toBase64UrlString()))
                        .first())
                .map(document -> document.getString("subscriber"));
    }

    long forget(String subscriber) {
        return collection.deleteOne(Filters.eq("_id", handles.of(subscriber))).getDeletedCount();
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return subscriber(handle).map(this::findByUsername).orElse(null);
    }

    @Override
    public PublicKeyCredentialUserEntity findByUsername(String subscriber) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(handle(subscriber))
                .name(subscriber)
                .displayName(subscriber)
                .build();
    }

    @Override
    public void save(PublicKeyCredentialUserEntity holder) {
        collection.updateOne(
                Filters.eq("_id", holder.getId().toBase64UrlString()),
                Updates.setOnInsert("subscriber", holder.getName()),
                new UpdateOptions().upsert(true));
    }

    @Override
    public void delete(Bytes handle) {
        collection.deleteOne(Filters.eq("_id", handle.toBase64UrlString()));
    }
}
