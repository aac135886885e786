package press.lords.subscription.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import press.lords.web.Incident;

/** Where every refusal that nobody shaped ends, from filters and controllers alike: a problem of the closed list, never an exception's message. */
@RestController
class ProblemPages implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<ProblemDetail> problem(HttpServletRequest request) {
        int code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer set ? set : 404;
        HttpStatus status = HttpStatus.resolve(code);
        ProblemDetail problem = switch (status) {
            case null -> unexpected(request);
            // A call that isn't listed doesn't exist, whoever asks.
            case UNAUTHORIZED, FORBIDDEN, NOT_FOUND -> ProblemType.NOT_FOUND.problem();
            default -> status.is4xxClientError() ? ProblemType.of(status).problem() : unexpected(request);
        };
        return ResponseEntity.of(problem).build();
    }

    private static ProblemDetail unexpected(HttpServletRequest request) {
        return Incident.report(
                (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION), ProblemType.INTERNAL);
    }
}
