package press.lords.subscription.access.session;

import java.time.Clock;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import press.lords.subscription.access.session.RefreshTokens.RefreshToken;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;

/**
 * Gives the next pair of tokens for a refresh token. One that was used comes from a thief or from the robbed, and nobody can say from which:
 * then the session ends for both.
 */
@Service
class RefreshSession {

    private static final Logger log = LoggerFactory.getLogger(RefreshSession.class);

    private final RefreshTokens tokens;
    private final Sessions sessions;
    private final Subscribers subscribers;
    private final EndSession endSession;
    private final Credentials credentials;
    private final SessionSettings settings;
    private final Clock clock;

    RefreshSession(
            RefreshTokens tokens,
            Sessions sessions,
            Subscribers subscribers,
            EndSession endSession,
            Credentials credentials,
            SessionSettings settings,
            Clock clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.subscribers = subscribers;
        this.endSession = endSession;
        this.credentials = credentials;
        this.settings = settings;
        this.clock = clock;
    }

    Credentials.Pair refresh(String token) {
        RefreshToken shown = tokens.read(token).orElseThrow(SessionProblem.NotSignedIn::new);
        Session next = sessions.rotate(shown.session(), shown.generation())
                .or(() -> answeredAgain(shown))
                .orElseThrow(SessionProblem.NotSignedIn::new);
        Subscriber subscriber = subscribers
                .find(next.subscriber())
                .filter(found -> found.honours(next.refreshedAt()))
                .orElseThrow(SessionProblem.NotSignedIn::new);
        // Again: whoever ended all sessions meanwhile would have the reader honour the next token.
        if (sessions.find(next.id()).isEmpty()) {
            throw new SessionProblem.NotSignedIn();
        }
        return credentials.of(next, subscriber);
    }

    private Optional<Session> answeredAgain(RefreshToken shown) {
        Optional<Session> session = sessions.find(shown.session());
        if (session.isEmpty()) {
            return session;
        }
        Session current = session.get();
        boolean justRotated = shown.generation() == current.generation() - 1
                && clock.instant().isBefore(current.refreshedAt().plus(settings.sameAnswerFor()));
        if (justRotated) {
            return session;
        }
        log.warn("session {} ended: a refresh token was used twice", current.id());
        endSession.end(new Reader(current.subscriber(), current.id()));
        return Optional.empty();
    }
}
