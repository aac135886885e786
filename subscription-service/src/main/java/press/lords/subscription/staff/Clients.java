package press.lords.subscription.staff;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.stereotype.Repository;
import press.lords.subscription.vault.CannotOpen;
import press.lords.subscription.vault.Compartment;
import press.lords.subscription.vault.ReaderKeys;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Clients that aren't revoked, their secrets as hashes, their names sealed under their owner's key. */
@Repository
class Clients {

    private final MongoCollection<Document> collection;
    private final ReaderKeys keys;

    Clients(MongoDatabase database, ReaderKeys keys) {
        this.collection = database.getCollection("clients");
        this.keys = keys;
        collection.createIndex(Indexes.ascending("owner"));
    }

    void add(Client client) {
        Compartment key = keys.of(client.owner()).orElseThrow(() -> new IllegalStateException("the owner is erased"));
        collection.insertOne(new Document("_id", client.id())
                .append("owner", client.owner())
                .append("name", new Binary(key.seal(client.name().getBytes(UTF_8), label(client.id()))))
                .append("scopes", List.copyOf(new TreeSet<>(client.scopes())))
                .append("secret", client.secretHash())
                .append("createdAt", Date.from(client.createdAt())));
    }

    Optional<Client> find(String id) {
        return Optional.ofNullable(collection.find(Filters.eq("_id", id)).first())
                .map(this::read);
    }

    List<Client> of(String owner) {
        return collection
                .find(Filters.eq("owner", owner))
                .sort(Sorts.ascending("createdAt"))
                .map(this::read)
                .into(new ArrayList<>());
    }

    boolean remove(String id) {
        return collection.deleteOne(Filters.eq("_id", id)).getDeletedCount() == 1;
    }

    private Client read(Document document) {
        String id = document.getString("_id");
        String owner = document.getString("owner");
        String name = keys.of(owner).map(key -> name(document, id, key)).orElse("");
        return new Client(
                id,
                owner,
                name,
                Set.copyOf(document.getList("scopes", String.class)),
                document.getString("secret"),
                document.get("createdAt", Date.class).toInstant());
    }

    private static String name(Document document, String id, Compartment key) {
        try {
            return new String(key.open(document.get("name", Binary.class).getData(), label(id)), UTF_8);
        } catch (CannotOpen e) {
            throw new IllegalStateException("the name of client " + id + " doesn't open", e);
        }
    }

    private static String label(String id) {
        return "client|" + id;
    }
}
