package press.lords.subscription.web;

import org.springframework.http.HttpStatus;

/** The refusals that any call can meet, a closed list. */
sealed interface Problem {

    record NotFound() implements Problem {}

    record BodyTooLarge() implements Problem {}

    record BadRequest(HttpStatus status) implements Problem {}

    /** @param incident under which the log tells what happened */
    record Unexpected(String incident) implements Problem {}
}
