package press.lords.web;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers what the framework refuses and what nobody foresaw as problems of RFC 9457; a service's own advice adds what its features refuse. */
public abstract class ProblemAnswers extends ResponseEntityExceptionHandler {

    private final Function<HttpStatusCode, ? extends ListedProblem> meaning;

    /** Takes what a status alone means in the service's list. */
    protected ProblemAnswers(Function<HttpStatusCode, ? extends ListedProblem> meaning) {
        this.meaning = meaning;
    }

    protected static ResponseEntity<ProblemDetail> answer(ListedProblem problem) {
        return ResponseEntity.of(problem.problem()).build();
    }

    /** Says of each part what is wrong with it. */
    protected static ResponseEntity<ProblemDetail> answer(ListedProblem problem, List<?> errors) {
        return ResponseEntity.of(withErrors(problem, errors)).build();
    }

    protected static ResponseEntity<ProblemDetail> answer(ListedProblem problem, long retryAfterSeconds) {
        return ResponseEntity.of(problem.problem())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds))
                .build();
    }

    /** For text that a service binds outside of the framework's own reading. */
    protected ResponseEntity<ProblemDetail> unreadable(Throwable cause) {
        return answer(meaning.apply(HttpStatus.BAD_REQUEST), List.of(UnreadableJson.explain(cause)));
    }

    /** The last resort: what went wrong stays in the log, under an id that its reporter can name. */
    @ExceptionHandler
    protected ResponseEntity<ProblemDetail> unforeseen(Exception failure) {
        return ResponseEntity.of(incident(failure)).build();
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException refusal, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = BodyTooLarge.isBehind(refusal)
                ? meaning.apply(HttpStatus.CONTENT_TOO_LARGE).problem()
                : withErrors(
                        meaning.apply(HttpStatus.BAD_REQUEST), List.of(UnreadableJson.explain(refusal.getCause())));
        return ResponseEntity.of(problem).headers(headers).build();
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception refusal, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = status.is5xxServerError()
                ? incident(refusal)
                : meaning.apply(status).problem();
        return ResponseEntity.of(problem).headers(headers).build();
    }

    private ProblemDetail incident(Exception failure) {
        return Incident.report(failure, meaning.apply(HttpStatus.INTERNAL_SERVER_ERROR));
    }

    private static ProblemDetail withErrors(ListedProblem listed, List<?> errors) {
        ProblemDetail problem = listed.problem();
        problem.setProperty("errors", errors);
        return problem;
    }
}
