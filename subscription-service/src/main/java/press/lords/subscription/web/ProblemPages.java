package press.lords.subscription.web;

import java.util.Optional;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import com.mongodb.MongoException;
import org.jspecify.annotations.Nullable;
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
        Throwable failure = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        // Filters ask the database who calls.
        Optional<MongoException> away = ofTheDatabase(failure);
        return away.isPresent()
                ? ProblemAdvice.unavailable(away.get())
                : ResponseEntity.of(problem(request, failure)).build();
    }

    private static Optional<MongoException> ofTheDatabase(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MongoException away) {
                return Optional.of(away);
            }
        }
        return Optional.empty();
    }

    private static ProblemDetail problem(HttpServletRequest request, @Nullable Throwable failure) {
        int code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer set ? set : 404;
        HttpStatus status = HttpStatus.resolve(code);
        return switch (status) {
            case null -> unexpected(failure);
            // A call that isn't listed doesn't exist, whoever asks.
            case UNAUTHORIZED, FORBIDDEN, NOT_FOUND -> ProblemType.NOT_FOUND.problem();
            default -> status.is4xxClientError() ? ProblemType.of(status).problem() : unexpected(failure);
        };
    }

    private static ProblemDetail unexpected(@Nullable Throwable failure) {
        return Incident.report(failure, ProblemType.INTERNAL);
    }
}
