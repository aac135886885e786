package press.lords.gateway.access;

/** Carries an {@link AccessProblem} to where it is answered. */
public final class AccessRefused extends RuntimeException {

    private final transient AccessProblem problem;

    AccessRefused(AccessProblem problem) {
        super(problem.getClass().getSimpleName(), null, false, false);
        this.problem = problem;
    }

    public AccessProblem problem() {
        return problem;
    }
}
