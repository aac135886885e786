package press.lords.events;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent.Access;

/** What other services must know of a reader. The thing's id is the reader's opaque id; no address or name is ever part of an event. */
public sealed interface SubscriberEvent extends Event {

    /**
     * What the reader may do from this revision on.
     *
     * @param access what the reader may read all of
     * @param tokensFrom access tokens issued before are void, null when none is
     * @param endedSessions those whose access tokens may still be good; at most 50
     */
    record Changed(State state, Access access, @Nullable Instant tokensFrom, List<EndedSession> endedSessions)
            implements SubscriberEvent {}

    /** How the account stands. */
    enum State {
        ACTIVE,
        SUSPENDED,
        ERASED
    }

    /** @param until when the last access token of the session expires by itself */
    record EndedSession(String session, Instant until) {}
}
