package press.lords.gateway.page;

/** Carries a {@link PageProblem} to where it is answered. */
public final class PageRefused extends RuntimeException {

    private final transient PageProblem problem;

    public PageRefused(PageProblem problem) {
        super(problem.getClass().getSimpleName(), null, false, false);
        this.problem = problem;
    }

    public PageProblem problem() {
        return problem;
    }
}
