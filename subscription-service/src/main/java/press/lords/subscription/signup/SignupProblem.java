package press.lords.subscription.signup;

/** Why something isn't done for a reader. */
public abstract sealed class SignupProblem extends RuntimeException {

    SignupProblem() {
        super(null, null, false, false);
    }

    /** Not one of ours, used, or too old: which one is nobody's business. */
    public static final class LinkInvalid extends SignupProblem {}

    /** So many change the same reader at once that this change found no gap. */
    public static final class Contended extends SignupProblem {}
}
