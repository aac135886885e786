package press.lords.subscription.signup;

/** Why a confirmation is refused. */
public abstract sealed class SignupProblem extends RuntimeException {

    SignupProblem() {
        super(null, null, false, false);
    }

    /** Not one of ours, used, or too old: which one is nobody's business. */
    public static final class LinkInvalid extends SignupProblem {}
}
