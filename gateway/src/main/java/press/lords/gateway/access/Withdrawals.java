package press.lords.gateway.access;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.SubscriberEvent.Changed;
import press.lords.events.SubscriberEvent.EndedSession;
import press.lords.events.SubscriberEvent.State;

/**
 * What became of readers and sessions since their tokens were issued. Bounded: what was said first is forgotten first, and the tokens that it
 * was about have then long expired.
 */
final class Withdrawals {

    private static final int MAX = 50_000;

    private final Map<String, Standing> readers = bounded();
    private final Set<String> endedSessions = Collections.newSetFromMap(bounded());
    private volatile boolean known;

    /** @param tokensFrom earlier ones are void */
    private record Standing(
            int revision,
            State state,
            Access access,
            @Nullable Instant tokensFrom) {

        /** Nothing that its tokens don't say. */
        boolean isWhole() {
            return state == State.ACTIVE && access == Access.SUBSCRIBERS && tokensFrom == null;
        }

        boolean voids(Instant issuedAt) {
            return state != State.ACTIVE || (tokensFrom != null && issuedAt.isBefore(tokensFrom));
        }
    }

    /**
     * Whether all is here that was withdrawn before the start. Once true, always true: a broker that goes away later keeps back only what is withdrawn
     * from then on, and tokens end by themselves.
     */
    boolean areKnown() {
        return known;
    }

    /** All of before the start has been applied. */
    void complete() {
        known = true;
    }

    /** The highest revision counts, whatever the order; a session that ended stays so. */
    synchronized void apply(String subscriber, int revision, Changed changed) {
        for (EndedSession ended : changed.endedSessions()) {
            endedSessions.add(ended.session());
        }
        Standing next = new Standing(revision, changed.state(), changed.access(), changed.tokensFrom());
        Standing known = readers.get(subscriber);
        boolean isNews = known == null ? !next.isWhole() : known.revision < revision;
        if (isNews) {
            readers.remove(subscriber);
            readers.put(subscriber, next);
        }
    }

    /** The session with what of its access is left; nothing when it is void. */
    synchronized Optional<Session> whatIsLeftOf(Session session) {
        if (endedSessions.contains(session.id())) {
            return Optional.empty();
        }
        Standing standing = readers.get(session.subscriber());
        if (standing == null) {
            return Optional.of(session);
        }
        if (standing.voids(session.issuedAt())) {
            return Optional.empty();
        }
        return Optional.of(standing.access == Access.EVERYONE ? session.with(Access.EVERYONE) : session);
    }

    /**
     * Whether a token of this subject is void, be it a reader's or a program's.
     *
     * @param session that the token is of, null for a program's
     */
    synchronized boolean voids(String subject, @Nullable String session, Instant issuedAt) {
        if (session != null && endedSessions.contains(session)) {
            return true;
        }
        Standing standing = readers.get(subject);
        return standing != null && standing.voids(issuedAt);
    }

    synchronized int size() {
        return readers.size() + endedSessions.size();
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MAX;
            }
        };
    }
}
