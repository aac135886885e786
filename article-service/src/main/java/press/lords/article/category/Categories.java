package press.lords.article.category;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import org.bson.Document;
import org.springframework.stereotype.Component;
import press.lords.events.CategoriesEvent;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.setOnInsert;

/** The newsroom's categories, one tree in one document. */
@Component
public class Categories {

    static final String COLLECTION = "categories";

    private final MongoCollection<Document> collection;

    Categories(MongoDatabase database) {
        this.collection = database.getCollection(COLLECTION);
    }

    /** The names of those of these categories that exist, by slug. */
    public Map<String, String> names(Collection<String> slugs) {
        return slugs.isEmpty()
                ? Map.of()
                : tree().categories().stream()
                        .filter(category -> slugs.contains(category.slug()))
                        .collect(Collectors.toMap(Category::slug, Category::name));
    }

    CategoryTree tree() {
        return Optional.ofNullable(
                        collection.find(eq("_id", CategoriesEvent.ID)).first())
                .map(Categories::read)
                .orElse(new CategoryTree(0, null, List.of()));
    }

    /** Makes room for the tree's first revision. */
    void reserve() {
        collection.updateOne(
                eq("_id", CategoriesEvent.ID), setOnInsert("revision", 0), new UpdateOptions().upsert(true));
    }

    static CategoryTree read(Document document) {
        return new CategoryTree(
                document.getInteger("revision", 0),
                document.getString("hash"),
                document.getList("categories", Document.class, List.of()).stream()
                        .map(Categories::readCategory)
                        .toList());
    }

    static List<Document> documents(CategoryTree tree) {
        return tree.categories().stream()
                .map(category -> new Document("slug", category.slug())
                        .append("name", category.name())
                        .append("parent", category.parent())
                        .append("version", category.version()))
                .toList();
    }

    @SuppressWarnings("NullAway") // documents() wrote these fields
    private static Category readCategory(Document document) {
        return new Category(
                document.getString("slug"),
                document.getString("name"),
                document.getString("parent"),
                document.getInteger("version"));
    }
}
