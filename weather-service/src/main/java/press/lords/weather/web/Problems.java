package press.lords.weather.web;

import java.time.Duration;
import java.util.UUID;

import com.mongodb.MongoException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Makes every refusal a {@link Problem}; what nobody foresaw gets an incident id, never its own message. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final Duration DATABASE_RETRY = Duration.ofSeconds(10);

    @ExceptionHandler
    ResponseEntity<Object> databaseAway(MongoException e) {
        log.warn("the database fails ({})", e.getClass().getSimpleName());
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(DATABASE_RETRY.toSeconds()));
        return answer(new Problem.Unavailable(DATABASE_RETRY), headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> unforeseen(Exception e) {
        return unforeseen(e, new HttpHeaders());
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return switch (status.value()) {
            case 404 -> answer(new Problem.NotFound(), headers);
            case 405 -> answer(new Problem.MethodNotAllowed(), headers);
            case 406 -> answer(new Problem.NotAcceptable(), headers);
            default -> status.is4xxClientError() ? answer(new Problem.BadRequest(), headers) : unforeseen(e, headers);
        };
    }

    private static ResponseEntity<Object> unforeseen(Exception e, HttpHeaders headers) {
        String incident = UUID.randomUUID().toString();
        log.error("incident {}", incident, e);
        return answer(new Problem.Unforeseen(incident), headers);
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        ProblemDetail detail = problem.detail();
        return ResponseEntity.status(detail.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail);
    }
}
