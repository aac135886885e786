package press.lords.gateway.view;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Redacted;
import press.lords.events.EventType;
import press.lords.events.Revision;
import press.lords.events.Topic;

/**
 * What the article index is made of: for each revision a document that stores it, for each article one small head with what is looked for in the
 * current revision, for each piece of furniture one document that stores it.
 */
final class Documents {

    /** Revision: its key, unique. */
    static final String KEY = "key";
    /** Revision: its key too, unless it is a marker that nothing removes. */
    static final String REMOVABLE = "removable";
    /** Revision: the key of the one that it removes. */
    static final String REMOVES = "removes";
    /** Revision: its article's id, when it is a correction. */
    static final String CORRECTION = "correction";
    /** Revision: the address it gave its article. */
    static final String SLUG = "slug";
    /** Head: the article's id, unique. */
    static final String HEAD = "head";
    /** Head: the article's address now. */
    static final String CURRENT_SLUG = "currentSlug";
    /** Head: counts every change of any head, so that others can follow. */
    static final String SEQUENCE = "sequence";
    /** Head: present when the article is published now. */
    static final String LISTED = "listed";
    /** Head of a listed article. */
    static final String PUBLISHED_AT = "publishedAt";
    /** Head of a listed article. */
    static final String CATEGORY = "category";
    /** Head of a listed article. */
    static final String AUTHOR = "author";
    /** Furniture: topic and id, unique. */
    static final String THING = "thing";

    /** Furniture: always present. */
    static final String FURNITURE = "furniture";
    /** Rejection: where the record stands in the log, unique. */
    static final String PLACE = "place";
    /** Rejection: always present. */
    static final String REJECTED = "rejected";

    static final String YES = "y";
    static final String ID = "id";
    static final String NUMBER = "number";
    static final String ADDRESS = "address";
    static final String TYPE = "type";
    static final String VALUE = "value";

    private Documents() {}

    static Document revision(Revision<? extends ArticleEvent> revision, byte[] value) {
        Document document = identified(revision, value);
        document.add(new StringField(KEY, revision.key(), Store.NO));
        document.add(new StringField(SLUG, revision.event().slug(), Store.NO));
        if (revision.event() instanceof Redacted redacted) {
            document.add(new StringField(REMOVES, Revision.key(revision.id(), redacted.removed()), Store.NO));
        } else {
            document.add(new StringField(REMOVABLE, revision.key(), Store.NO));
        }
        if (revision.event() instanceof Published published && published.change() == Change.CORRECTION) {
            document.add(new StringField(CORRECTION, revision.id(), Store.NO));
        }
        return document;
    }

    static Document head(Revision<? extends ArticleEvent> current, long sequence) {
        Document document = new Document();
        document.add(new StringField(HEAD, current.id(), Store.NO));
        document.add(new SortedDocValuesField(ID, new BytesRef(current.id())));
        document.add(new NumericDocValuesField(NUMBER, current.number()));
        document.add(new LongField(SEQUENCE, sequence, Store.NO));
        document.add(new StringField(CURRENT_SLUG, current.event().slug(), Store.NO));
        document.add(
                new BinaryDocValuesField(ADDRESS, new BytesRef(current.event().slug())));
        if (current.event() instanceof Published published) {
            document.add(new StringField(LISTED, YES, Store.NO));
            document.add(new LongField(PUBLISHED_AT, published.publishedAt().toEpochMilli(), Store.NO));
            published
                    .content()
                    .categories()
                    .forEach(category -> document.add(new StringField(CATEGORY, category.slug(), Store.NO)));
            published
                    .content()
                    .authors()
                    .forEach(author -> document.add(new StringField(AUTHOR, author.slug(), Store.NO)));
        }
        return document;
    }

    static Document furniture(Topic topic, Revision<?> revision, byte[] value) {
        Document document = identified(revision, value);
        document.add(new StringField(THING, thing(topic, revision.id()), Store.NO));
        document.add(new StringField(FURNITURE, YES, Store.NO));
        return document;
    }

    static String thing(Topic topic, String id) {
        return topic.topicName() + "/" + id;
    }

    static Document rejection(Rejection rejection, byte[] value) {
        Document document = new Document();
        document.add(new SortedDocValuesField(ID, new BytesRef(rejection.place())));
        document.add(new StringField(PLACE, rejection.place(), Store.NO));
        document.add(new StringField(REJECTED, YES, Store.NO));
        document.add(new StoredField(VALUE, value));
        return document;
    }

    private static Document identified(Revision<?> revision, byte[] value) {
        Document document = new Document();
        document.add(new SortedDocValuesField(ID, new BytesRef(revision.id())));
        document.add(new NumericDocValuesField(NUMBER, revision.number()));
        document.add(new StoredField(TYPE, EventType.of(revision.event()).typeName()));
        document.add(new StoredField(VALUE, value));
        return document;
    }
}
