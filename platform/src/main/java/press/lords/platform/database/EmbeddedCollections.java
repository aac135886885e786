package press.lords.platform.database;

import java.util.List;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** A database whose collections find what a query names by ids, or by the value of a field that has an index, without reading all documents. */
final class EmbeddedCollections extends H2Database {

    private final MVStore store;

    EmbeddedCollections(String name, MVStore store, CursorRegistry cursors) {
        this.store = store;
        super(name, store, cursors);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
        // The names of the maps are the library's, so that it finds the documents again.
        var fullName = getFullCollectionNamespace(name);
        return new FoundById(
                this,
                name,
                options,
                store.openMap("databases." + fullName),
                store.openMap("meta." + fullName),
                cursorRegistry);
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        // Named as the library names those of unique indexes, so that it removes it with the index.
        var entries = store.<String, Object>openMap(getFullCollectionNamespace(collection) + "._index_" + index);
        return new FieldIndex(index, keys, sparse, entries);
    }

    /** The library looks at the ids only for a query of nothing else; every conditional update would read the whole collection. */
    private static final class FoundById extends H2Collection {

        private FoundById(
                MongoDatabase database,
                String name,
                CollectionOptions options,
                MVMap<Object, Document> documents,
                MVMap<String, Object> meta,
                CursorRegistry cursors) {
            super(database, name, options, documents, meta, cursors);
        }

        @Override
        protected QueryResult queryDocuments(
                Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
            return Conditions.valuesOf(query, "_id")
                    .filter(ids -> ids.stream().allMatch(String.class::isInstance))
                    .map(ids -> ids.stream()
                            .distinct()
                            .filter(id -> getDocument(id) != null)
                            .toList())
                    .map(named -> matchDocuments(query, named, orderBy, skip, limit, batchSize, fields))
                    .orElseGet(() -> super.queryDocuments(query, orderBy, skip, limit, batchSize, fields));
        }
    }
}
