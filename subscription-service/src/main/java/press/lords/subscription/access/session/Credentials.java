package press.lords.subscription.access.session;

import java.time.Duration;

import org.springframework.stereotype.Component;
import press.lords.subscription.signup.Subscriber;

/** What a reader carries while signed in. */
@Component
class Credentials {

    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final SessionSettings settings;

    Credentials(AccessTokens accessTokens, RefreshTokens refreshTokens, SessionSettings settings) {
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
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
        return new Pair(
                session.id(),
                accessTokens.issue(new Reader(subscriber.id(), session.id()), subscriber.tokensFrom()),
                accessTokens.lifetime(),
                refreshTokens.of(session),
                settings.lifetime());
    }
}
