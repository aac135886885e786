package press.lords.weather.web;

import java.time.Duration;

import com.mongodb.MongoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import press.lords.web.ProblemAnswers;

/** Answers every refusal as a problem of RFC 9457. */
@RestControllerAdvice
class ProblemAdvice extends ProblemAnswers {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final Duration DATABASE_RETRY = Duration.ofSeconds(10);

    ProblemAdvice() {
        super(ProblemType::of);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MongoException problem) {
        log.warn("the database fails ({})", problem.getClass().getSimpleName());
        return answer(ProblemType.UNAVAILABLE, DATABASE_RETRY.toSeconds());
    }
}
