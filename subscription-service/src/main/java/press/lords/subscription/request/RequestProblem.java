package press.lords.subscription.request;

import java.time.Duration;
import java.util.List;

/** Why a request is refused, whatever it is about. */
public abstract sealed class RequestProblem extends RuntimeException {

    RequestProblem() {
        super(null, null, false, false);
    }

    /** Well-formed, but not what the contract allows. */
    public static final class InvalidFields extends RequestProblem {
        private final transient List<FieldProblem> problems;

        public InvalidFields(List<FieldProblem> problems) {
            this.problems = List.copyOf(problems);
        }

        public InvalidFields(String field, String message) {
            this(List.of(new FieldProblem(field, message)));
        }

        public List<FieldProblem> problems() {
            return problems;
        }

        public boolean isOf(String field) {
            return problems.stream().anyMatch(problem -> problem.field().equals(field));
        }
    }

    /** A whole thing is to be changed, and it isn't said which version of it. */
    public static final class PreconditionMissing extends RequestProblem {}

    /** It has changed since. */
    public static final class PreconditionFailed extends RequestProblem {}

    /** So many came from there, or in all, that this one is not heard now. */
    public static final class TooMany extends RequestProblem {
        private final Duration retryAfter;

        public TooMany(Duration retryAfter) {
            this.retryAfter = retryAfter;
        }

        /** In whole seconds, at least one. */
        public long retryAfterSeconds() {
            return Math.max(1, retryAfter.plusMillis(999).toSeconds());
        }
    }

    /** So many others changed the same thing that this change found no gap; nothing was changed. */
    public static final class Contended extends RequestProblem {}
}
