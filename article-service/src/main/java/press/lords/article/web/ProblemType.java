package press.lords.article.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import press.lords.web.ListedProblem;

/** The closed list of what an answer that is not a success can say. */
enum ProblemType implements ListedProblem {
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request can't be read."),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid bearer token is needed."),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The token doesn't allow this."),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here."),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This can't be done here."),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "There is no answer of the type that was asked for."),
    SLUG_TAKEN(HttpStatus.CONFLICT, "The slug belongs to something else."),
    SLUG_FIXED(HttpStatus.CONFLICT, "This slug never changes."),
    TOO_MANY_SLUGS(HttpStatus.CONFLICT, "The article had as many slugs as one can have."),
    NOT_PUBLISHED(HttpStatus.CONFLICT, "The article is not published, so it can't be retracted."),
    NOTHING_TO_CORRECT(HttpStatus.CONFLICT, "The article is not published, so it can't be corrected."),
    CATEGORY_CYCLE(HttpStatus.CONFLICT, "The category would be below itself."),
    CATEGORY_TREE_FULL(HttpStatus.CONFLICT, "There is no room for another category."),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "It has changed since the version that If-Match names."),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request's body is larger than allowed."),
    TOO_LARGE_TO_PUBLISH(HttpStatus.CONTENT_TOO_LARGE, "This is more than one revision can carry."),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This type of content is not understood here."),
    INVALID_FIELDS(HttpStatus.UNPROCESSABLE_CONTENT, "Some fields are not as they must be."),
    TOO_COMPLEX(HttpStatus.UNPROCESSABLE_CONTENT, "The text is too complex to be shown."),
    PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, "If-Match must name the version that is changed."),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here."),
    CONTENDED(HttpStatus.SERVICE_UNAVAILABLE, "Too many are changing this at once; nothing was changed."),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Something that is needed doesn't answer at the moment.");

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    /** What a status alone means, for refusals by the framework. */
    static ProblemType of(HttpStatusCode status) {
        return ListedProblem.of(status, values());
    }
}
