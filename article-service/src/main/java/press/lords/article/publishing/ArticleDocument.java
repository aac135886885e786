package press.lords.article.publishing;

import java.time.Instant;
import java.util.Date;
import java.util.Locale;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Kind;

/** An article in the database: one document, with no list that grows without bound. The journal keeps fields of its own beside these. */
@SuppressWarnings("NullAway") // what fields() wrote is there when it is read
final class ArticleDocument {

    private ArticleDocument() {}

    /** All that a change of an article may change, but for what the journal keeps. */
    static Document fields(Article article) {
        return new Document("version", article.version())
                .append("state", stateName(article.state()))
                .append("draft", write(article.draft()))
                .append("standing", write(article.standing()))
                .append("schedule", write(article.schedule()))
                .append("slugs", article.slugs())
                .append("publishedSlugs", article.publishedSlugs())
                .append("updatedAt", article.updatedAt());
    }

    static Article read(Document document) {
        return new Article(
                document.getString("_id"),
                document.getInteger("version"),
                document.getInteger("revision"),
                document.getString("hash"),
                readDraft(document.get("draft", Document.class)),
                readStanding(document.get("standing", Document.class)),
                readSchedule(document.get("schedule", Document.class)),
                document.getList("publishedSlugs", String.class),
                moment(document, "updatedAt"));
    }

    static String stateName(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Document write(Draft draft) {
        return new Document("headline", draft.headline())
                .append("standfirst", draft.standfirst())
                .append("body", draft.body())
                .append("kind", draft.kind().name())
                .append("access", draft.access().name())
                .append("authors", draft.authors())
                .append("categories", draft.categories())
                .append("slug", draft.slug());
    }

    private static Draft readDraft(Document draft) {
        return new Draft(
                draft.getString("headline"),
                draft.getString("standfirst"),
                draft.get("body", ""), // lists leave it out
                Kind.valueOf(draft.getString("kind")),
                Access.valueOf(draft.getString("access")),
                draft.getList("authors", String.class),
                draft.getList("categories", String.class),
                draft.getString("slug"));
    }

    private static Document write(Standing standing) {
        return switch (standing) {
            case Standing.Unpublished u -> new Document("is", "unpublished");
            case Standing.Published p ->
                new Document("is", "published")
                        .append("publishedAt", p.publishedAt())
                        .append("slug", p.slug())
                        .append("draftDigest", p.draftDigest());
            case Standing.Retracted r ->
                new Document("is", "retracted")
                        .append("publishedAt", r.publishedAt())
                        .append("slug", r.slug());
        };
    }

    private static Standing readStanding(Document standing) {
        return switch (standing.getString("is")) {
            case "published" ->
                new Standing.Published(
                        moment(standing, "publishedAt"), standing.getString("slug"), standing.getString("draftDigest"));
            case "retracted" -> new Standing.Retracted(moment(standing, "publishedAt"), standing.getString("slug"));
            case "unpublished" -> new Standing.Unpublished();
            case String unknown -> throw new IllegalStateException("an article stands as " + unknown);
        };
    }

    private static @Nullable Document write(@Nullable Schedule schedule) {
        return schedule == null
                ? null
                : new Document("at", schedule.at())
                        .append("by", schedule.by())
                        .append("waiting", schedule.isWaiting())
                        .append("failure", schedule.failure());
    }

    private static @Nullable Schedule readSchedule(@Nullable Document schedule) {
        return schedule == null
                ? null
                : new Schedule(moment(schedule, "at"), schedule.getString("by"), schedule.getString("failure"));
    }

    private static Instant moment(Document document, String field) {
        return document.get(field, Date.class).toInstant();
    }
}
