package press.lords.subscription.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import press.lords.web.ListedProblem;

/** The closed list of what an answer that is not a success can say; {@code problems.md} explains it to callers. */
enum ProblemType implements ListedProblem {
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request can't be understood."),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "This needs a reader who is signed in."),
    SIGN_IN_REFUSED(HttpStatus.UNAUTHORIZED, "The link, code or passkey doesn't open a session."),
    SECOND_FACTOR_REQUIRED(HttpStatus.UNAUTHORIZED, "This account opens with a second factor too."),
    SECOND_FACTOR_REFUSED(HttpStatus.UNAUTHORIZED, "The code of the second factor isn't good."),
    ORIGIN_REFUSED(HttpStatus.FORBIDDEN, "Pages of this origin may not make this call."),
    FORBIDDEN(HttpStatus.FORBIDDEN, "Whoever calls may not do this."),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing to be had at this address."),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This can't be done here."),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "There is no answer of the type that was asked for."),
    NOTICE_CHANGED(HttpStatus.CONFLICT, "The privacy notice that was shown is no longer in force."),
    TOO_MANY_CHOICES(HttpStatus.CONFLICT, "As many choices of this visitor are written down as may be."),
    ALREADY_STAFF(HttpStatus.CONFLICT, "This account is one of the staff's."),
    LAST_ADMIN(HttpStatus.CONFLICT, "There would be no admin any more."),
    TOO_MANY_PASSKEYS(HttpStatus.CONFLICT, "As many passkeys of this reader are kept as may be."),
    LINK_INVALID(HttpStatus.GONE, "The link is not one of ours, was used, or is too old."),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "It has changed since."),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request's body is too large."),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This type of content is not understood here."),
    INVALID_FIELDS(HttpStatus.UNPROCESSABLE_CONTENT, "Some fields are not as they must be."),
    PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, "It must be said which version is to be changed."),
    PASSKEY_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The passkey isn't one that was asked for."),
    REPORT_UNREADABLE(HttpStatus.UNPROCESSABLE_CONTENT, "This is no report of a mail of ours."),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "There were too many of these; try again later."),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side."),
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
