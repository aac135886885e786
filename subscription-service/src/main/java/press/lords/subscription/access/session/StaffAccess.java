package press.lords.subscription.access.session;

import java.util.Set;

/** What staff may do besides reading, and what they show for it besides a mail. */
public interface StaffAccess {

    /** Whether this account's sessions open with a second factor only. */
    boolean needsSecondFactor(String subscriber);

    /**
     * Uses up a code of the second factor; false when it isn't good.
     *
     * @throws press.lords.subscription.request.RequestProblem.TooMany when too many weren't
     */
    boolean redeem(String subscriber, String code);

    /** The scopes of this account at this moment; none for a mere reader. */
    Set<String> scopes(String subscriber);
}
