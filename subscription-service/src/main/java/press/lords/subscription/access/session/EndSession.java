package press.lords.subscription.access.session;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.springframework.stereotype.Service;
import press.lords.subscription.signup.Subscribers;

/**
 * Signs a reader out, of one session or of all. The session can't be refreshed from then on, here it is over at once, and others learn by the
 * journal which access tokens aren't good any more.
 */
@Service
public class EndSession {

    private final Sessions sessions;
    private final Subscribers subscribers;
    private final AccessTokens tokens;
    private final Clock clock;

    EndSession(Sessions sessions, Subscribers subscribers, AccessTokens tokens, Clock clock) {
        this.sessions = sessions;
        this.subscribers = subscribers;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Tells first: should that fail, the session is still there to be ended. */
    void end(Reader reader) {
        if (sessions.find(reader.session()).isPresent()) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Instant lastToken = now.plus(tokens.lifetime());
            subscribers.change(
                    reader.subscriber(),
                    found -> found.isActive() ? found.withoutSession(reader.session(), lastToken, now) : found);
            sessions.end(reader.session());
        }
    }

    /** Returns how many sessions there were. */
    public long endAll(String subscriber) {
        subscribers.change(subscriber, found -> found.isActive() ? found.signedOutEverywhere(clock.instant()) : found);
        return sessions.endAll(subscriber);
    }

    /** Takes away what expired by itself. Returns how many. */
    public long forgetExpired() {
        return sessions.forgetExpired();
    }
}
