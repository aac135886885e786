package press.lords.subscription.web;

import java.net.URI;
import java.util.UUID;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where every refusal that nobody shaped ends, from filters and controllers alike: a problem of the closed list, never an exception's message. */
@RestController
class ProblemPages implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ProblemPages.class);

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<ProblemDetail> problem(HttpServletRequest request) {
        ProblemDetail detail = detail(problemOf(request));
        return ResponseEntity.status(detail.getStatus()).body(detail);
    }

    private static Problem problemOf(HttpServletRequest request) {
        int code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer set ? set : 404;
        HttpStatus status = HttpStatus.resolve(code);
        return switch (status) {
            case null -> unexpected(request);
            case UNAUTHORIZED, FORBIDDEN, NOT_FOUND -> new Problem.NotFound();
            case CONTENT_TOO_LARGE -> new Problem.BodyTooLarge();
            default -> status.is4xxClientError() ? new Problem.BadRequest(status) : unexpected(request);
        };
    }

    private static Problem unexpected(HttpServletRequest request) {
        String incident = UUID.randomUUID().toString();
        Throwable cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        log.error("incident {} at {}", incident, request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), cause);
        return new Problem.Unexpected(incident);
    }

    private static ProblemDetail detail(Problem problem) {
        return switch (problem) {
            case Problem.NotFound _ ->
                detail("not-found", HttpStatus.NOT_FOUND, "There is nothing to be had at this address.");
            case Problem.BodyTooLarge _ ->
                detail("body-too-large", HttpStatus.CONTENT_TOO_LARGE, "The request's body is too large.");
            case Problem.BadRequest bad -> detail("bad-request", bad.status(), "The request can't be understood.");
            case Problem.Unexpected unexpected -> {
                ProblemDetail detail =
                        detail("internal", HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side.");
                detail.setProperty("incident", unexpected.incident());
                yield detail;
            }
        };
    }

    private static ProblemDetail detail(String type, HttpStatus status, String title) {
        ProblemDetail detail = ProblemDetail.forStatus(status);
        detail.setType(URI.create("/problems/" + type));
        detail.setTitle(title);
        return detail;
    }
}
