package press.lords.article.publishing;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Kind;

/**
 * An article as every call answers it.
 *
 * @param revision what readers saw last, null before the first publication
 * @param body left out in lists
 */
record ArticleView(
        String id,
        int version,
        State state,
        @Nullable Integer revision,
        String headline,
        String standfirst,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String body,
        Kind kind,
        Access access,
        List<String> authors,
        List<String> categories,
        String slug,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ScheduleView schedule,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant publishedAt,
        Instant updatedAt) {

    static ArticleView of(Article article) {
        return of(article, article.draft().body());
    }

    static ArticleView withoutBody(Article article) {
        return of(article, null);
    }

    private static ArticleView of(Article article, @Nullable String body) {
        Draft draft = article.draft();
        return new ArticleView(
                article.id(),
                article.version(),
                article.state(),
                article.revision() == 0 ? null : article.revision(),
                draft.headline(),
                draft.standfirst(),
                body,
                draft.kind(),
                draft.access(),
                draft.authors(),
                draft.categories(),
                draft.slug(),
                ScheduleView.of(article.schedule()),
                publishedAt(article.standing()),
                article.updatedAt());
    }

    private static @Nullable Instant publishedAt(Standing standing) {
        return switch (standing) {
            case Standing.Unpublished u -> null;
            case Standing.Published p -> p.publishedAt();
            case Standing.Retracted r -> r.publishedAt();
        };
    }

    /** @param failed why it could not be published, left out while it is waiting */
    record ScheduleView(
            Instant at,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String failed) {
        static @Nullable ScheduleView of(@Nullable Schedule schedule) {
            return schedule == null ? null : new ScheduleView(schedule.at(), schedule.failure());
        }
    }
}
