package press.lords.subscription.newsletter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;
import org.springframework.stereotype.Repository;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.kafka.OneDocument;
import press.lords.subscription.newsletter.KnownStory.Gone;
import press.lords.subscription.newsletter.KnownStory.Shown;

/** The articles that a newsletter may bring, each as its highest revision says, in whatever order revisions come. */
@Repository
class Stories {

    private final MongoCollection<Document> collection;

    Stories(MongoDatabase database) {
        this.collection = database.getCollection("stories");
        collection.createIndex(Indexes.ascending("publishedAt"), new IndexOptions().sparse(true));
        collection.createIndex(Indexes.ascending("at"));
    }

    /** Unless a revision as high is known. */
    void keep(KnownStory story) {
        Document document = StoryDocument.of(story);
        // Most are new.
        if (!isAdded(document) && !isReplaced(story, document)) {
            // One as high is known, or the one before was forgotten in between.
            isAdded(document);
        }
    }

    private boolean isReplaced(KnownStory story, Document document) {
        return collection
                        .replaceOne(
                                OneDocument.withId(story.article(), Filters.lt("revision", story.revision())), document)
                        .getMatchedCount()
                == 1;
    }

    private boolean isAdded(Document document) {
        try {
            collection.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    Optional<KnownStory> find(String article) {
        return Optional.ofNullable(collection.find(Filters.eq("_id", article)).first())
                .map(StoryDocument::read);
    }

    /** What was first published since then and is still shown, the oldest first. */
    List<Shown> publishedSince(Instant moment) {
        return collection
                .find(Filters.gte("publishedAt", Date.from(moment)))
                .sort(new Document("publishedAt", 1).append("_id", 1))
                .map(document -> (Shown) StoryDocument.read(document))
                .into(new ArrayList<>());
    }

    /** Forgets what nothing has happened to since then. Returns how many. */
    long forgetBefore(Instant moment) {
        return collection.deleteMany(Filters.lt("at", Date.from(moment))).getDeletedCount();
    }

    /** A story that is gone has nothing but its number, also none of the words that it had. */
    private static final class StoryDocument {

        static Document of(KnownStory known) {
            Document document = new Document("_id", known.article())
                    .append("revision", known.revision())
                    .append("at", Date.from(known.at()));
            return switch (known) {
                case Gone _ -> document;
                case Shown shown ->
                    document.append("kind", shown.kind().name())
                            .append("publishedAt", Date.from(shown.publishedAt()))
                            .append("story", Editions.document(shown.story()));
            };
        }

        @SuppressWarnings("NullAway") // every document here has these fields
        static KnownStory read(Document document) {
            Instant at = document.getDate("at").toInstant();
            Document story = document.get("story", Document.class);
            return story == null
                    ? new Gone(document.getString("_id"), document.getInteger("revision"), at)
                    : new Shown(
                            Editions.story(story),
                            Kind.valueOf(document.getString("kind")),
                            document.getDate("publishedAt").toInstant(),
                            at);
        }
    }
}
