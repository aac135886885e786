package press.lords.platform.database;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Knows which documents have a field that few have, such as what is still to be sent or done: the library itself would read the whole collection
 * to find them, and let no write in meanwhile. In memory, and made anew from the documents when the database is opened.
 */
final class SparseIndex extends Index<Object> {

    /** Conditions that no document without the field meets; their values are compared document by document. */
    private static final Set<String> NEED_A_VALUE = Set.of("$lt", "$lte", "$gt", "$gte", "$eq");

    private final String field;
    private final Set<Object> having = ConcurrentHashMap.newKeySet();

    SparseIndex(String name, IndexKey key) {
        super(name, List.of(key), true);
        this.field = key.getKey();
    }

    @Override
    public boolean canHandle(Document query) {
        return query.entrySet().stream().anyMatch(condition -> switch (condition.getKey()) {
            case "$and" ->
                condition.getValue() instanceof Collection<?> all
                        && all.stream().anyMatch(each -> each instanceof Document inner && canHandle(inner));
            case String name -> name.equals(field) && needsAValue(condition.getValue());
        });
    }

    private static boolean needsAValue(@Nullable Object condition) {
        return condition instanceof Document operators
                && operators.entrySet().stream()
                        .anyMatch(each -> NEED_A_VALUE.contains(each.getKey()) && each.getValue() != null);
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        return List.copyOf(having);
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        if (!(Utils.getSubdocumentValueCollectionAware(document, field) instanceof Missing)) {
            having.add(position);
        }
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Object position, MongoCollection<Object> collection) {
        having.remove(position);
        add(newDocument, position, collection);
    }

    /** The position is the primary index's to tell. */
    @Override
    public @Nullable Object remove(Document document) {
        having.remove(document.get("_id"));
        return null;
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        return null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        // It refuses nothing.
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
        // It refuses nothing.
    }

    @Override
    public long getCount() {
        return having.size();
    }

    @Override
    public long getDataSize() {
        return having.size();
    }

    @Override
    public void drop() {
        having.clear();
    }
}
