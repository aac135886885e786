package press.lords.subscription.access.session;

/** Why someone isn't signed in. */
public abstract sealed class SessionProblem extends RuntimeException {

    SessionProblem() {
        super(null, null, false, false);
    }

    /** The link, code or passkey isn't good: unknown, used, too old, tried too often, or of a reader who may not sign in. Which one is nobody's business. */
    public static final class SignInRefused extends SessionProblem {}

    /** The link, code or session is good, but the account is one of the staff's, and needs the second factor too. Nothing was used up. */
    public static final class SecondFactorRequired extends SessionProblem {}

    /** The code of the second factor isn't good: wrong, of another time, or used before. */
    public static final class SecondFactorRefused extends SessionProblem {}

    /** There is no session, or it has ended. */
    public static final class NotSignedIn extends SessionProblem {}
}
