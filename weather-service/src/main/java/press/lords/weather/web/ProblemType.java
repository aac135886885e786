package press.lords.weather.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import press.lords.web.ListedProblem;

/** The closed list of what this service can refuse; {@code problems.md} is for its readers. */
enum ProblemType implements ListedProblem {
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request can't be understood."),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address."),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This address doesn't take this method."),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer is JSON only."),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database doesn't answer at the moment."),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here.");

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
