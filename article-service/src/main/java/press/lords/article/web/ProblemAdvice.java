package press.lords.article.web;

import java.util.List;
import java.util.UUID;

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
import press.lords.article.archive.ArchiveProblem;
import press.lords.article.author.AuthorProblem;
import press.lords.article.category.CategoryProblem;
import press.lords.article.markdown.MarkdownProblem;
import press.lords.article.publishing.ArticleProblem;
import press.lords.article.request.FieldProblem;
import press.lords.article.request.RequestProblem;
import press.lords.events.kafka.RevisionTooLarge;
import tools.jackson.core.JacksonException;

/** Answers every refusal as a problem of RFC 9457. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(RequestProblem problem) {
        return switch (problem) {
            case RequestProblem.InvalidFields p -> answer(ProblemType.INVALID_FIELDS, p.problems());
            case RequestProblem.Malformed p -> answer(ProblemType.BAD_REQUEST, p.problems());
            case RequestProblem.PreconditionMissing p -> answer(ProblemType.PRECONDITION_REQUIRED);
            case RequestProblem.PreconditionFailed p -> answer(ProblemType.PRECONDITION_FAILED);
            case RequestProblem.Contended p -> answer(ProblemType.CONTENDED);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ArticleProblem problem) {
        return answer(
                switch (problem) {
                    case ArticleProblem.UnknownArticle p -> ProblemType.NOT_FOUND;
                    case ArticleProblem.SlugTaken p -> ProblemType.SLUG_TAKEN;
                    case ArticleProblem.TooManySlugs p -> ProblemType.TOO_MANY_SLUGS;
                    case ArticleProblem.NotPublished p -> ProblemType.NOT_PUBLISHED;
                    case ArticleProblem.NothingToCorrect p -> ProblemType.NOTHING_TO_CORRECT;
                });
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ArchiveProblem problem) {
        return answer(
                switch (problem) {
                    case ArchiveProblem.UnknownArticle p -> ProblemType.NOT_FOUND;
                    case ArchiveProblem.UnknownRevision p -> ProblemType.NOT_FOUND;
                });
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(AuthorProblem problem) {
        return answer(
                switch (problem) {
                    case AuthorProblem.UnknownAuthor p -> ProblemType.NOT_FOUND;
                    case AuthorProblem.SlugTaken p -> ProblemType.SLUG_TAKEN;
                    case AuthorProblem.SlugFixed p -> ProblemType.SLUG_FIXED;
                });
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(CategoryProblem problem) {
        return switch (problem) {
            case CategoryProblem.UnknownCategory p -> answer(ProblemType.NOT_FOUND);
            case CategoryProblem.UnknownParent p ->
                answer(ProblemType.INVALID_FIELDS, List.of(new FieldProblem("parent", "is not known")));
            case CategoryProblem.SlugTaken p -> answer(ProblemType.SLUG_TAKEN);
            case CategoryProblem.SlugFixed p -> answer(ProblemType.SLUG_FIXED);
            case CategoryProblem.Cycle p -> answer(ProblemType.CATEGORY_CYCLE);
            case CategoryProblem.TreeFull p -> answer(ProblemType.CATEGORY_TREE_FULL);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MarkdownProblem problem) {
        return answer(
                switch (problem) {
                    case MarkdownProblem.TooLarge p -> ProblemType.TOO_LARGE_TO_PUBLISH;
                    case MarkdownProblem.TooComplex p -> ProblemType.TOO_COMPLEX;
                });
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(RevisionTooLarge problem) {
        return answer(ProblemType.TOO_LARGE_TO_PUBLISH);
    }

    /** Front matter is bound to fields outside of the framework's own reading. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(JacksonException problem) {
        return answer(ProblemType.BAD_REQUEST, List.of(UnreadableJson.explain(problem)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MongoException problem) {
        log.error(
                "the database refused or did not answer: {}", problem.getClass().getSimpleName());
        return answer(ProblemType.UNAVAILABLE);
    }

    /** The last resort: what went wrong stays in the log, under an id that its reporter can name. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Exception failure) {
        return ResponseEntity.internalServerError().body(Incident.report(failure));
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
        ResponseEntity.HeadersBuilder<?> answer = ResponseEntity.of(type.problem());
        if (type.status().is5xxServerError()) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.build();
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemType type, List<FieldProblem> errors) {
        ProblemDetail problem = type.problem();
        problem.setProperty("errors", errors);
        return ResponseEntity.of(problem).build();
    }

    /** A failure with a name of its own. */
    static final class Incident {
        private Incident() {}

        static ProblemDetail report(Throwable failure) {
            String id = UUID.randomUUID().toString();
            log.error("incident {}", id, failure);
            ProblemDetail problem = ProblemType.INTERNAL.problem();
            problem.setProperty("incident", id);
            return problem;
        }
    }
}
