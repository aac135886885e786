package press.lords.article.publishing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.regex;
import static press.lords.events.kafka.OneDocument.withId;

/** The newsroom's articles. */
@Component
public class Articles {

    static final String COLLECTION = "articles";

    private static final int MAX_NAMESAKES = 5_000;

    private final MongoCollection<Document> collection;

    Articles(MongoDatabase database) {
        this.collection = database.getCollection(COLLECTION);
        collection.createIndex(
                Indexes.ascending("slugs"), new IndexOptions().unique(true).sparse(true));
        collection.createIndex(Indexes.ascending("schedule.at"), new IndexOptions().sparse(true));
        collection.createIndex(Indexes.compoundIndex(Indexes.ascending("state"), Indexes.descending("_id")));
    }

    public boolean exists(String id) {
        return collection
                        .find(eq("_id", id))
                        .projection(Projections.include("_id"))
                        .first()
                != null;
    }

    Optional<Article> find(String id) {
        return Optional.ofNullable(collection.find(eq("_id", id)).first()).map(ArticleDocument::read);
    }

    /** Newest first, without their bodies. */
    List<Article> list(@Nullable State state, @Nullable String belowId, int limit) {
        Bson inState = state == null ? Filters.empty() : eq("state", ArticleDocument.stateName(state));
        return collection
                .find(belowId == null ? inState : and(inState, lt("_id", belowId)))
                .projection(Projections.exclude("draft.body"))
                .sort(Sorts.descending("_id"))
                .limit(limit)
                .map(ArticleDocument::read)
                .into(new ArrayList<>());
    }

    /** Ids of those whose time has come, the longest waiting first. */
    List<String> due(Instant now, int limit) {
        return collection
                .find(and(lte("schedule.at", Date.from(now)), eq("schedule.waiting", true)))
                .projection(Projections.include("_id"))
                .sort(Sorts.ascending("schedule.at"))
                .limit(limit)
                .map(found -> found.getString("_id"))
                .into(new ArrayList<>());
    }

    /** Keeps a new article; refuses when another one has its slug. */
    void insert(Article article) {
        Document document = new Document("_id", article.id()).append("revision", 0);
        document.putAll(ArticleDocument.fields(article));
        refusingTakenSlugs(() -> collection.insertOne(document));
    }

    /** Changes what readers can't see. False when the article is no longer at the version before. */
    boolean replace(Article next) {
        boolean[] matched = {false};
        refusingTakenSlugs(() -> matched[0] = collection
                        .updateOne(withId(next.id(), guard(next)), change(next))
                        .getMatchedCount()
                == 1);
        return matched[0];
    }

    /** What a commit of {@code next} must find. */
    static Bson guard(Article next) {
        return eq("version", next.version() - 1);
    }

    static Bson change(Article next) {
        return new Document("$set", ArticleDocument.fields(next));
    }

    /** The slugs in use that begin like this one. */
    Set<String> slugsLike(String prefix) {
        Set<String> slugs = new HashSet<>();
        collection
                .find(regex("slugs", "^" + Pattern.quote(prefix)))
                .projection(Projections.include("slugs"))
                .limit(MAX_NAMESAKES)
                .forEach(found -> slugs.addAll(found.getList("slugs", String.class, List.of())));
        return slugs;
    }

    private static void refusingTakenSlugs(Runnable write) {
        try {
            write.run();
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                throw new ArticleProblem.SlugTaken();
            }
            throw e;
        }
    }
}
