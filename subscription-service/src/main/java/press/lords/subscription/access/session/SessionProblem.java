package press.lords.subscription.access.session;

/** Why someone isn't signed in. */
public abstract sealed class SessionProblem extends RuntimeException {

    SessionProblem() {
        super(null, null, false, false);
    }

    /** The link or code isn't good: unknown, used, too old, tried too often, or of a reader who may not sign in. Which one is nobody's business. */
    public static final class SignInRefused extends SessionProblem {}

    /** There is no session, or it has ended. */
    public static final class NotSignedIn extends SessionProblem {}
}
