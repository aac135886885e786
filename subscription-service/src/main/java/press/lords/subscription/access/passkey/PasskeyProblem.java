package press.lords.subscription.access.passkey;

/** Why a passkey isn't added, or not found. That it doesn't open a session is told as for every way to sign in. */
public abstract sealed class PasskeyProblem extends RuntimeException {

    PasskeyProblem() {
        super(null, null, false, false);
    }

    /** What the device answered doesn't fit what it was asked, is too late, or is known already. Which one is nobody's business. */
    public static final class Refused extends PasskeyProblem {}

    /** The reader has as many as may be. */
    public static final class TooManyPasskeys extends PasskeyProblem {}

    /** The reader has none by that id. */
    public static final class Unknown extends PasskeyProblem {}
}
