package press.lords.gateway.web;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import press.lords.gateway.access.AccessProblem;
import press.lords.gateway.page.PageProblem;

/** An answer of RFC 9457. */
record Problem(
        URI type,
        String title,
        int status,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String detail,
        @JsonAnyGetter Map<String, Object> members) {

    static Problem of(ProblemType type) {
        return of(type, null, Map.of());
    }

    static Problem of(ProblemType type, @Nullable String detail, Map<String, Object> members) {
        return new Problem(
                URI.create("/problems/" + type.slug()),
                type.title(),
                type.status().value(),
                detail,
                members);
    }

    static Problem of(AccessProblem problem) {
        return switch (problem) {
            case AccessProblem.TokenRefused() -> of(ProblemType.UNAUTHENTICATED);
            case AccessProblem.KeysUnknown(), AccessProblem.WithdrawalsUnknown() -> of(ProblemType.UNAVAILABLE);
        };
    }

    static Problem of(PageProblem problem) {
        return switch (problem) {
            case PageProblem.ArticleUnknown() -> of(ProblemType.ARTICLE_UNKNOWN);
            case PageProblem.RevisionUnknown() -> of(ProblemType.REVISION_UNKNOWN);
            case PageProblem.CategoryUnknown() -> of(ProblemType.CATEGORY_UNKNOWN);
            case PageProblem.AuthorUnknown() -> of(ProblemType.AUTHOR_UNKNOWN);
            case PageProblem.Retracted(String slug, String reason, Instant at, int revision) ->
                of(
                        ProblemType.ARTICLE_RETRACTED,
                        reason,
                        Map.of("reason", reason, "retractedAt", at, "slug", slug, "revision", revision));
            case PageProblem.Removed(String reason, String hash) ->
                of(ProblemType.REVISION_REMOVED, reason, Map.of("reason", reason, "hash", hash));
            case PageProblem.BadQuery(String parameter, String why) ->
                of(ProblemType.BAD_QUERY, parameter + " " + why, Map.of("parameter", parameter));
            case PageProblem.NotYetVisible() -> of(ProblemType.NOT_YET_VISIBLE);
        };
    }
}
