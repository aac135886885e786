package press.lords.subscription.access.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.springframework.stereotype.Component;
import press.lords.subscription.signup.Subscriber;

/** What a reader carries while signed in. */
@Component
class Credentials {

    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final StaffAccess staff;
    private final SessionSettings settings;

    Credentials(AccessTokens accessTokens, RefreshTokens refreshTokens, StaffAccess staff, SessionSettings settings) {
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.staff = staff;
        this.settings = settings;
    }

    /** @param access for a few minutes, to be shown with every call; {@code refresh} gets the next pair */
    record Pair(String session, String access, Duration accessGoodFor, String refresh, Duration refreshGoodFor) {

        @Override
        public String toString() {
            return "Pair[…]";
        }
    }

    Pair of(Session session, Subscriber subscriber) {
        // The time that the session tells, not a later one: whoever ends all sessions knows it, whichever clock it is
        // by, and whatever is taken away after the scopes were read voids tokens of this time.
        Instant issued = session.refreshedAt();
        Set<String> scopes = session.twoFactors() ? staff.scopes(subscriber.id()) : Set.of();
        return new Pair(
                session.id(),
                accessTokens.issue(new Reader(subscriber.id(), session.id()), scopes, issued, subscriber.tokensFrom()),
                accessTokens.lifetime(),
                refreshTokens.of(session),
                settings.lifetime());
    }
}
