package press.lords.article.author;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.setOnInsert;
import static press.lords.events.kafka.OneDocument.withId;

/** The newsroom's authors. */
@Component
public class Authors {

    static final String COLLECTION = "authors";

    private final MongoCollection<Document> collection;

    Authors(MongoDatabase database) {
        this.collection = database.getCollection(COLLECTION);
    }

    /** The names of those of these authors that exist, by slug. */
    public Map<String, String> names(Collection<String> slugs) {
        Map<String, String> names = new HashMap<>();
        if (!slugs.isEmpty()) {
            collection
                    .find(and(in("_id", slugs), gt("revision", 0)))
                    .map(Authors::read)
                    .forEach(author -> names.put(author.slug(), author.name()));
        }
        return names;
    }

    Optional<Author> find(String slug) {
        return Optional.ofNullable(
                        collection.find(withId(slug, gt("revision", 0))).first())
                .map(Authors::read);
    }

    List<Author> list(@Nullable String afterSlug, int limit) {
        Bson known = gt("revision", 0);
        return collection
                .find(afterSlug == null ? known : and(gt("_id", afterSlug), known))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(Authors::read)
                .into(new ArrayList<>());
    }

    /** Makes room for an author's first revision; what an interrupted creation left is room too. */
    void reserve(String slug) {
        collection.updateOne(eq("_id", slug), setOnInsert("revision", 0), new UpdateOptions().upsert(true));
    }

    /** Changes what readers can't see. False when the author is no longer at that version. */
    boolean change(Author author, Bson change) {
        return collection
                        .updateOne(withId(author.slug(), eq("version", author.version())), change)
                        .getMatchedCount()
                == 1;
    }

    @SuppressWarnings("NullAway") // a committed document has these fields
    static Author read(Document document) {
        return new Author(
                document.getString("_id"),
                document.getInteger("version"),
                document.getInteger("revision"),
                document.getString("hash"),
                document.getString("name"),
                document.getString("biography"));
    }
}
