package press.lords.subscription.web;

import java.util.List;

import com.mongodb.MongoException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import press.lords.subscription.access.session.SessionProblem;
import press.lords.subscription.consent.ConsentProblem;
import press.lords.subscription.request.FieldProblem;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.SignupProblem;

/** Answers every refusal as a problem of RFC 9457. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(RequestProblem problem) {
        return switch (problem) {
            case RequestProblem.InvalidFields p -> answer(ProblemType.INVALID_FIELDS, p.problems());
            case RequestProblem.TooMany p -> answer(ProblemType.TOO_MANY_REQUESTS, p.retryAfterSeconds());
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(SignupProblem problem) {
        return switch (problem) {
            case SignupProblem.LinkInvalid _ -> answer(ProblemType.LINK_INVALID);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(SessionProblem problem) {
        return switch (problem) {
            case SessionProblem.SignInRefused _ -> answer(ProblemType.SIGN_IN_REFUSED);
            case SessionProblem.NotSignedIn _ -> answer(ProblemType.UNAUTHENTICATED);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ConsentProblem problem) {
        return switch (problem) {
            case ConsentProblem.NoticeChanged _ -> answer(ProblemType.NOTICE_CHANGED);
            case ConsentProblem.TooManyChoices _ -> answer(ProblemType.TOO_MANY_CHOICES);
            case ConsentProblem.OriginRefused _ -> answer(ProblemType.ORIGIN_REFUSED);
            case ConsentProblem.Contended _ -> answer(ProblemType.CONTENDED, 1);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MongoException problem) {
        log.error(
                "the database refused or did not answer: {}", problem.getClass().getSimpleName());
        return answer(ProblemType.UNAVAILABLE, 1);
    }

    /** The last resort: what went wrong stays in the log, under an id that its reporter can name. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Exception failure) {
        return ResponseEntity.of(Incident.report(failure)).build();
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException refusal, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemType type = BodyTooLarge.isBehind(refusal) ? ProblemType.BODY_TOO_LARGE : ProblemType.BAD_REQUEST;
        ProblemDetail problem = type.problem();
        if (type == ProblemType.BAD_REQUEST) {
            problem.setProperty("errors", List.of(UnreadableJson.explain(refusal.getCause())));
        }
        return ResponseEntity.of(problem).headers(headers).build();
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception refusal, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = status.is5xxServerError()
                ? Incident.report(refusal)
                : ProblemType.of(status).problem();
        return ResponseEntity.of(problem).headers(headers).build();
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemType type) {
        return ResponseEntity.of(type.problem()).build();
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemType type, List<FieldProblem> errors) {
        ProblemDetail problem = type.problem();
        problem.setProperty("errors", errors);
        return ResponseEntity.of(problem).build();
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemType type, long retryAfterSeconds) {
        return ResponseEntity.of(type.problem())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds))
                .build();
    }
}
