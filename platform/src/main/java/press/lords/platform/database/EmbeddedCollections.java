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

/** A database whose collections find without reading all of it: the one document that a query names by its id, and the few that have a field at all. */
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
        return sparse && keys.size() == 1
                ? new SparseIndex(index, keys.getFirst())
                : super.openOrCreateSecondaryIndex(collection, index, keys, sparse);
    }

    /** The library looks into an index only for a query of just its fields; every conditional update would read the whole collection. */
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
            if (query.get("_id") instanceof String id && query.size() > 1) {
                List<Object> named = getDocument(id) == null ? List.of() : List.of(id);
                return matchDocuments(query, named, orderBy, skip, limit, batchSize, fields);
            }
            return super.queryDocuments(query, orderBy, skip, limit, batchSize, fields);
        }
    }
}
