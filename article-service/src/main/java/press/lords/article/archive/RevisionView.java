package press.lords.article.archive;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Byline;
import press.lords.events.ArticleEvent.CategoryName;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.Revision;
import tools.jackson.databind.JsonNode;

/**
 * What was published at one revision; of a retraction, its reason.
 *
 * @param previous hash of the revision before
 * @param record the journal's own record of it; left out in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RevisionView(
        String id,
        int revision,
        String state,
        Instant at,
        String hash,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String previous,
        String slug,
        @Nullable Instant publishedAt,
        @Nullable Change change,
        @Nullable String note,
        @Nullable String reason,
        @Nullable ContentView content,
        @Nullable JsonNode record) {

    static RevisionView of(Revision<? extends ArticleEvent> revision) {
        return switch (revision.event()) {
            case ArticleEvent.Published p ->
                of(
                        revision,
                        "published",
                        p.publishedAt(),
                        p.change(),
                        p.note(),
                        null,
                        ContentView.of(p.content()),
                        null);
            case ArticleEvent.Retracted r ->
                of(revision, "retracted", r.publishedAt(), null, null, r.reason(), null, null);
            case ArticleEvent.Redacted r -> of(revision, "redacted", null, null, null, r.reason(), null, null);
        };
    }

    static RevisionView of(Revision<? extends ArticleEvent> revision, JsonNode record) {
        RevisionView view = of(revision);
        ContentView content = revision.event() instanceof ArticleEvent.Published published
                ? ContentView.whole(published.content())
                : null;
        return of(revision, view.state, view.publishedAt, view.change, view.note, view.reason, content, record);
    }

    private static RevisionView of(
            Revision<? extends ArticleEvent> revision,
            String state,
            @Nullable Instant publishedAt,
            @Nullable Change change,
            @Nullable String note,
            @Nullable String reason,
            @Nullable ContentView content,
            @Nullable JsonNode record) {
        return new RevisionView(
                revision.id(),
                revision.number(),
                state,
                revision.at(),
                revision.hash(),
                revision.previous(),
                revision.event().slug(),
                publishedAt,
                change,
                note,
                reason,
                content,
                record);
    }

    /** @param body CommonMark; left out in lists */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ContentView(
            String headline,
            String standfirst,
            @Nullable String body,
            @Nullable String html,
            Kind kind,
            Access access,
            List<Byline> authors,
            List<CategoryName> categories) {

        static ContentView of(Content content) {
            return new ContentView(
                    content.headline(),
                    content.standfirst(),
                    null,
                    null,
                    content.kind(),
                    content.access(),
                    content.authors(),
                    content.categories());
        }

        static ContentView whole(Content content) {
            return new ContentView(
                    content.headline(),
                    content.standfirst(),
                    content.source(),
                    content.html(),
                    content.kind(),
                    content.access(),
                    content.authors(),
                    content.categories());
        }
    }
}
