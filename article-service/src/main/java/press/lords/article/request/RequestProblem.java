package press.lords.article.request;

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
    }

    /** Text that can't be read at all. */
    public static final class Malformed extends RequestProblem {
        private final transient List<FieldProblem> problems;

        public Malformed(String field, String message) {
            this.problems = List.of(new FieldProblem(field, message));
        }

        public List<FieldProblem> problems() {
            return problems;
        }
    }

    /** A change that must name the version it was made on. */
    public static final class PreconditionMissing extends RequestProblem {}

    /** Made on a version that is no longer the current one. */
    public static final class PreconditionFailed extends RequestProblem {}

    /** So many others changed the same thing that this change found no gap; nothing was changed. */
    public static final class Contended extends RequestProblem {}
}
