package press.lords.platform.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds documents by a value of a field, and, of a sparse index, those that have the field at all, such as what is still to be sent or done. The library
 * itself has no indexes but unique ones: it would read the whole collection, and let no write in meanwhile. Of several fields the first one is
 * looked at; the collection compares the rest document by document.
 */
final class FieldIndex extends Index<Object> {

    private static final char END_OF_VALUE = '\0';

    private final String field;
    /** A value and the position of a document that has it, to that position. Kept and committed with the documents. */
    private final MVMap<String, Object> entries;

    FieldIndex(String name, List<IndexKey> keys, boolean sparse, MVMap<String, Object> entries) {
        super(name, keys, sparse);
        this.field = keys.getFirst().getKey();
        this.entries = entries;
    }

    /** A unique index of the same name is another one. */
    @Override
    public boolean hasSameOptions(Index<?> other) {
        return other instanceof FieldIndex && super.hasSameOptions(other);
    }

    @Override
    public boolean canHandle(Document query) {
        return Conditions.valuesOf(query, field).isPresent() || (isSparse() && Conditions.needValue(query, field));
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        return Conditions.valuesOf(query, field).map(this::having).orElseGet(() -> new ArrayList<>(entries.values()));
    }

    private Collection<Object> having(Collection<Object> values) {
        Collection<Object> found = new LinkedHashSet<>();
        for (var value : values) {
            var start = text(value) + END_OF_VALUE;
            var cursor = entries.cursor(start);
            while (cursor.hasNext() && cursor.next().startsWith(start)) {
                found.add(cursor.getValue());
            }
        }
        return found;
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        keys(document, position).forEach(key -> entries.put(key, position));
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Object position, MongoCollection<Object> collection) {
        var before = keys(oldDocument, position);
        var now = keys(newDocument, position);
        before.stream().filter(key -> !now.contains(key)).forEach(entries::remove);
        now.stream().filter(key -> !before.contains(key)).forEach(key -> entries.put(key, position));
    }

    /** A document's position is its id, whether it is in this index or not. */
    @Override
    public Object remove(Document document) {
        var position = Objects.requireNonNull(document.get("_id"));
        keys(document, position).forEach(entries::remove);
        return position;
    }

    private Set<String> keys(Document document, Object position) {
        return flat(Utils.getSubdocumentValueCollectionAware(document, field))
                .filter(value -> !Missing.isNullOrMissing(value))
                .map(value -> text(value) + END_OF_VALUE + position)
                .collect(Collectors.toSet());
    }

    private static Stream<?> flat(@Nullable Object value) {
        return value instanceof Collection<?> all ? all.stream().flatMap(FieldIndex::flat) : Stream.of(value);
    }

    /** The same for all that the database takes as equal, such as numbers of several types; the same for others does no harm. */
    private static String text(Object value) {
        return value instanceof Number number ? Double.toString(number.doubleValue() + 0.0) : value.toString();
    }

    /** The primary index tells it. */
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
        return entries.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        entries.clear();
    }
}
