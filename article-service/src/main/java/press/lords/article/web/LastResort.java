package press.lords.article.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import press.lords.web.Incident;

/** Answers what failed before or behind the controllers, such as a token that can't be checked or an address that the firewall refuses. */
@RestController
class LastResort implements ErrorController {

    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> answer(HttpServletRequest request) {
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (failure instanceof AuthenticationServiceException) {
            return ResponseEntity.of(ProblemType.UNAVAILABLE.problem()).build();
        }
        if (failure instanceof Throwable unexpected) {
            return ResponseEntity.of(Incident.report(unexpected, ProblemType.INTERNAL))
                    .build();
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ProblemType type =
                status instanceof Integer code ? ProblemType.of(HttpStatusCode.valueOf(code)) : ProblemType.NOT_FOUND;
        return ResponseEntity.of(type.problem()).build();
    }
}
