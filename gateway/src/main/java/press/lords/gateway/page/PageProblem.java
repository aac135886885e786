package press.lords.gateway.page;

import java.time.Instant;

/** Why there is no page. */
public sealed interface PageProblem {
    /** No article ever had this address. */
    record ArticleUnknown() implements PageProblem {}

    /** The article has no revision of this number. */
    record RevisionUnknown() implements PageProblem {}

    /** No category has this address. */
    record CategoryUnknown() implements PageProblem {}

    /** No author has this address. */
    record AuthorUnknown() implements PageProblem {}

    /** The article was taken back, by the revision of this number; its earlier ones can still be read. */
    record Retracted(String slug, String reason, Instant at, int revision) implements PageProblem {}

    /** @param hash of the revision that the law ordered removed */
    record Removed(String reason, String hash) implements PageProblem {}

    /** @param why in the reader's words */
    record BadQuery(String parameter, String why) implements PageProblem {}

    /** What was asked for by position didn't arrive in time. */
    record NotYetVisible() implements PageProblem {}
}
