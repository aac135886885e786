package press.lords.article.request;

import org.jspecify.annotations.Nullable;

/** How many items one page of a list holds. */
public final class PageLimit {

    private static final int DEFAULT = 20;
    private static final int MAX = 100;

    private PageLimit() {}

    public static int of(@Nullable Integer limit) {
        if (limit == null) {
            return DEFAULT;
        }
        if (limit < 1 || limit > MAX) {
            throw new RequestProblem.Malformed("limit", "must be from 1 to " + MAX);
        }
        return limit;
    }
}
