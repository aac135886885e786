package press.lords.subscription.newsletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.springframework.stereotype.Repository;
import press.lords.events.ArticleEvent.Access;
import press.lords.subscription.newsletter.Issue.Story;

/** What stood in each edition of each issue: what readers were told, and so what there may be to correct. Added, never changed, but for what the law orders removed. */
@Repository
class Editions {

    private final MongoCollection<Document> collection;

    Editions(MongoDatabase database) {
        this.collection = database.getCollection("issue-editions");
        collection.createIndex(Indexes.ascending("issue"));
        collection.createIndex(Indexes.ascending("stories.article"));
    }

    /** Whoever comes second with an edition leaves the first one's as it is. */
    void add(String issue, int number, List<Story> stories) {
        Document edition = new Document("_id", id(issue, number))
                .append("issue", issue)
                .append("number", number)
                .append("stories", stories.stream().map(Editions::document).toList());
        try {
            collection.insertOne(edition);
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    List<Story> stories(String issue, int number) {
        Document edition = collection.find(Filters.eq("_id", id(issue, number))).first();
        return edition == null ? List.of() : stories(edition);
    }

    /** The issues that have, or had, a story. */
    Set<String> issuesWith(String article) {
        return collection
                .find(Filters.eq("stories.article", article))
                .map(edition -> edition.getString("issue"))
                .into(new TreeSet<>());
    }

    /** The editions that show a story as it was before a revision, by issue. */
    Map<String, List<Integer>> before(String article, int revision) {
        Map<String, List<Integer>> found = new TreeMap<>();
        for (Document edition : collection.find(Filters.eq("stories.article", article))) {
            if (stories(edition).stream().anyMatch(one -> one.article().equals(article) && one.revision() < revision)) {
                found.computeIfAbsent(edition.getString("issue"), _ -> new ArrayList<>())
                        .add(edition.getInteger("number"));
            }
        }
        return found;
    }

    /** Takes out the words of a revision that the law ordered removed; that it was sent stays. */
    void redact(String article, int revision) {
        collection.updateMany(
                Filters.elemMatch(
                        "stories", Filters.and(Filters.eq("article", article), Filters.eq("revision", revision))),
                Updates.combine(
                        Updates.set("stories.$[removed].headline", ""),
                        Updates.set("stories.$[removed].standfirst", "")),
                new UpdateOptions()
                        .arrayFilters(List.of(
                                new Document("removed.article", article).append("removed.revision", revision))));
    }

    long forget(String issue) {
        return collection.deleteMany(Filters.eq("issue", issue)).getDeletedCount();
    }

    private static String id(String issue, int number) {
        return issue + "/" + number;
    }

    static Document document(Story story) {
        return new Document("article", story.article())
                .append("revision", story.revision())
                .append("slug", story.slug())
                .append("access", story.access().name())
                .append("headline", story.headline())
                .append("standfirst", story.standfirst());
    }

    private static List<Story> stories(Document edition) {
        return edition.getList("stories", Document.class, List.of()).stream()
                .map(Editions::story)
                .toList();
    }

    static Story story(Document document) {
        return new Story(
                document.getString("article"),
                document.getInteger("revision"),
                document.getString("slug"),
                Access.valueOf(document.getString("access")),
                document.getString("headline"),
                document.getString("standfirst"));
    }
}
