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
        sessions.find(reader.session()).ifPresent(session -> {
            Instant now = later(clock.instant(), session.refreshedAt());
            Instant lastToken = now.plus(tokens.lifetime());
            subscribers.change(
                    reader.subscriber(),
                    found -> found.isActive() ? found.withoutSession(reader.session(), lastToken, now) : found);
            sessions.end(reader.session());
        });
    }

    /** Ends what a reader has beyond {@link Sessions#MOST}, never the one that was just opened. Two at once may leave one too many, until the next. */
    void makeRoomFor(Session opened) {
        Instant now = clock.instant();
        sessions.beyondMost(opened.subscriber()).stream()
                .filter(session -> !session.id().equals(opened.id()))
                .forEach(session -> {
                    if (session.refreshedAt().plus(tokens.lifetime()).isAfter(now)) {
                        end(new Reader(session.subscriber(), session.id()));
                    } else {
                        // No token of it is good any more, so there is nothing to tell.
                        sessions.end(session.id());
                    }
                });
    }

    /** Returns how many sessions there were. Tokens that an instance gave out whose clock is ahead of ours end too. */
    public long endAll(String subscriber) {
        Instant last = sessions.lastRefreshOf(subscriber).orElse(Instant.EPOCH);
        Instant now = later(clock.instant(), last);
        subscribers.change(subscriber, found -> found.isActive() ? found.signedOutEverywhere(now) : found);
        return sessions.endAll(subscriber);
    }

    private static Instant later(Instant one, Instant other) {
        return (one.isAfter(other) ? one : other).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Takes away what expired by itself. Returns how many. */
    public long forgetExpired() {
        return sessions.forgetExpired();
    }
}
