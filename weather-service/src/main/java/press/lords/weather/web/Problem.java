package press.lords.weather.web;

import java.net.URI;
import java.time.Duration;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The closed list of what this service can refuse; {@code problems.md} is for its readers. */
sealed interface Problem {

    record BadRequest() implements Problem {}

    record NotFound() implements Problem {}

    record MethodNotAllowed() implements Problem {}

    record NotAcceptable() implements Problem {}

    /** The database is away. */
    record Unavailable(Duration retryAfter) implements Problem {}

    /** @param incident stands in the log too */
    record Unforeseen(String incident) implements Problem {}

    default ProblemDetail detail() {
        return switch (this) {
            case BadRequest p -> detail(HttpStatus.BAD_REQUEST, "bad-request", "The request can't be understood.");
            case NotFound p -> detail(HttpStatus.NOT_FOUND, "not-found", "There is nothing at this address.");
            case MethodNotAllowed p ->
                detail(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", "This address doesn't take this method.");
            case NotAcceptable p -> detail(HttpStatus.NOT_ACCEPTABLE, "not-acceptable", "The answer is JSON only.");
            case Unavailable(Duration wait) ->
                detail(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Try again in " + wait.toSeconds() + " seconds.");
            case Unforeseen(String incident) -> {
                ProblemDetail detail =
                        detail(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Something went wrong here.");
                detail.setProperty("incident", incident);
                yield detail;
            }
        };
    }

    private static ProblemDetail detail(HttpStatus status, String type, String text) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, text);
        detail.setType(URI.create("/problems/" + type));
        return detail;
    }
}
