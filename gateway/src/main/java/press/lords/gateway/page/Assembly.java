package press.lords.gateway.page;

import org.jspecify.annotations.Nullable;

/**
 * What was put together for an address.
 *
 * @param articleId the one article that it depends on, null when it depends on more or on none
 */
record Assembly(Answer answer, @Nullable String articleId) {

    static Assembly refused(PageProblem problem) {
        return new Assembly(new Answer.Refused(problem), null);
    }
}
