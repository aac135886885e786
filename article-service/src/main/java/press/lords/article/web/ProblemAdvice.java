package press.lords.article.web;

import java.util.List;

import com.mongodb.MongoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import press.lords.article.archive.ArchiveProblem;
import press.lords.article.author.AuthorProblem;
import press.lords.article.category.CategoryProblem;
import press.lords.article.markdown.MarkdownProblem;
import press.lords.article.publishing.ArticleProblem;
import press.lords.article.request.FieldProblem;
import press.lords.article.request.RequestProblem;
import press.lords.events.kafka.RevisionTooLarge;
import press.lords.web.ProblemAnswers;
import tools.jackson.core.JacksonException;

/** Answers every refusal as a problem of RFC 9457. */
@RestControllerAdvice
class ProblemAdvice extends ProblemAnswers {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    ProblemAdvice() {
        super(ProblemType::of);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(RequestProblem problem) {
        return switch (problem) {
            case RequestProblem.InvalidFields p -> answer(ProblemType.INVALID_FIELDS, p.problems());
            case RequestProblem.Malformed p -> answer(ProblemType.BAD_REQUEST, p.problems());
            case RequestProblem.PreconditionMissing p -> answer(ProblemType.PRECONDITION_REQUIRED);
            case RequestProblem.PreconditionFailed p -> answer(ProblemType.PRECONDITION_FAILED);
            case RequestProblem.Contended p -> answer(ProblemType.CONTENDED, 1);
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
        return unreadable(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MongoException problem) {
        log.error(
                "the database refused or did not answer: {}", problem.getClass().getSimpleName());
        return answer(ProblemType.UNAVAILABLE, 1);
    }
}
