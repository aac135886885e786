package press.lords.gateway.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Where a document of the article index was found. Looking for a term needs no query, no score and no collector. */
record Found(LeafReader reader, int document) {

    /** A revision's bytes as they came, with the name of their type. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Stored(String typeName, byte[] value) {}

    /** The document that has the term; of several, which only a faulty log can bring, the lowest id's, so that order doesn't matter. */
    static @Nullable Found first(IndexSearcher searcher, String field, String text) throws IOException {
        Found best = null;
        for (Found found : all(searcher, field, text)) {
            best = best == null || found.id().compareTo(best.id()) < 0 ? found : best;
        }
        return best;
    }

    /** The document that has the term, of which there is never more than one: what comes after the segment that has it is not searched. */
    static @Nullable Found only(IndexSearcher searcher, String field, String text) throws IOException {
        Term term = new Term(field, text);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Found found = only(leaf.reader(), term);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Likewise, but looks first where this one is: what was written together is mostly kept together. */
    @Nullable
    Found companion(IndexSearcher searcher, String field, String text) throws IOException {
        Found near = only(reader, new Term(field, text));
        return near != null ? near : only(searcher, field, text);
    }

    private static @Nullable Found only(LeafReader reader, Term term) throws IOException {
        List<Found> found = new ArrayList<>(1);
        collect(reader, term, found);
        return found.isEmpty() ? null : found.getFirst();
    }

    static List<Found> all(IndexSearcher searcher, String field, String text) throws IOException {
        List<Found> all = new ArrayList<>(1);
        Term term = new Term(field, text);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            collect(leaf.reader(), term, all);
        }
        return all;
    }

    private static void collect(LeafReader reader, Term term, List<Found> into) throws IOException {
        PostingsEnum postings = reader.postings(term, PostingsEnum.NONE);
        if (postings == null) {
            return;
        }
        Bits live = reader.getLiveDocs();
        for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
            if (live == null || live.get(doc)) {
                into.add(new Found(reader, doc));
            }
        }
    }

    /** A hit of a query. */
    static Found at(IndexSearcher searcher, int document) {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        return new Found(leaf.reader(), document - leaf.docBase);
    }

    String id() throws IOException {
        SortedDocValues ids = reader.getSortedDocValues(Documents.ID);
        check(ids.advanceExact(document));
        return ids.lookupOrd(ids.ordValue()).utf8ToString();
    }

    int number() throws IOException {
        NumericDocValues numbers = reader.getNumericDocValues(Documents.NUMBER);
        check(numbers.advanceExact(document));
        return Math.toIntExact(numbers.longValue());
    }

    String address() throws IOException {
        BinaryDocValues addresses = reader.getBinaryDocValues(Documents.ADDRESS);
        check(addresses.advanceExact(document));
        return addresses.binaryValue().utf8ToString();
    }

    long sequence() throws IOException {
        return number(Documents.SEQUENCE);
    }

    long publishedAt() throws IOException {
        return number(Documents.PUBLISHED_AT);
    }

    Stored stored() throws IOException {
        Document stored = reader.storedFields().document(document);
        BytesRef value = stored.getBinaryValue(Documents.VALUE);
        String type = stored.get(Documents.TYPE);
        return new Stored(
                type == null ? "" : type, Arrays.copyOfRange(value.bytes, value.offset, value.offset + value.length));
    }

    private long number(String field) throws IOException {
        SortedNumericDocValues numbers = reader.getSortedNumericDocValues(field);
        check(numbers.advanceExact(document));
        return numbers.nextValue();
    }

    private void check(boolean there) {
        if (!there) {
            throw new IllegalStateException("a document of the view lacks a value");
        }
    }
}
