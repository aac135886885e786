package press.lords.subscription.signup;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.SubscriberEvent;
import press.lords.events.SubscriberEvent.Changed;
import press.lords.events.SubscriberEvent.EndedSession;

/**
 * A reader, as we know one.
 *
 * @param version counts every change
 * @param revision counts the changes that others must know of, 0 before the first
 * @param sealedAddress under the reader's key, null once erased
 * @param mailbox keyed hash of the address, null once erased
 * @param newsletters that the reader has agreed to
 * @param mailings when, and for which request, the reader was last mailed
 * @param corrections when the reader lately asked for another address
 */
public record Subscriber(
        String id,
        int version,
        int revision,
        @Nullable String hash,
        State state,
        @Nullable Binary sealedAddress,
        @Nullable String mailbox,
        List<String> newsletters,
        List<Mailing> mailings,
        Instant createdAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant tokensFrom,
        List<EndedSession> endedSessions,
        List<Instant> corrections) {

    private static final int ENDED_SESSIONS = 50;
    private static final int CORRECTIONS = 3;
    private static final Duration CORRECTIONS_WITHIN = Duration.ofDays(1);

    /** How the account stands. */
    public enum State {
        UNCONFIRMED,
        ACTIVE,
        SUSPENDED,
        ERASED
    }

    /**
     * A mail that was sent because of a request.
     *
     * @param kind of the request
     * @param from keyed hash of the network that the request came from, of this reader alone
     */
    public record Mailing(String request, Instant at, String kind, String from) {}

    public boolean isActive() {
        return state == State.ACTIVE;
    }

    /** Whether a token that was issued then is good. */
    public boolean honours(Instant issuedAt) {
        return isActive() && (tokensFrom == null || !issuedAt.isBefore(tokensFrom));
    }

    Subscriber confirmed(Instant at) {
        return with(
                State.ACTIVE, newsletters, mailings, confirmedAt == null ? at : confirmedAt, tokensFrom, endedSessions);
    }

    public Subscriber reading(List<String> agreed) {
        return with(state, agreed, mailings, confirmedAt, tokensFrom, endedSessions);
    }

    Subscriber mailed(List<Mailing> latest) {
        return with(state, newsletters, latest, confirmedAt, tokensFrom, endedSessions);
    }

    /** @param until when the last access token of the session expires */
    public Subscriber withoutSession(String session, Instant until, Instant now) {
        List<EndedSession> ended = Stream.concat(
                        endedSessions.stream()
                                .filter(one -> one.until().isAfter(now)
                                        && !one.session().equals(session)),
                        Stream.of(new EndedSession(session, until)))
                .toList();
        // Without room for one more, all tokens there are end.
        return ended.size() <= ENDED_SESSIONS
                ? with(state, newsletters, mailings, confirmedAt, tokensFrom, ended)
                : signedOutEverywhere(now);
    }

    public Subscriber signedOutEverywhere(Instant now) {
        return with(state, newsletters, mailings, confirmedAt, tokensAfter(now), List.of());
    }

    /**
     * Tokens tell their second alone, so those of this second are void too; and those that were given out since the last time for a moment that
     * is still to come.
     */
    private Instant tokensAfter(Instant now) {
        Instant voided = tokensFrom == null || tokensFrom.isBefore(now) ? now : tokensFrom;
        return voided.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }

    /** Without access until {@link #restored}; only an active reader can be. */
    public Subscriber suspended(Instant now) {
        Subscriber signedOut = signedOutEverywhere(now);
        return isActive()
                ? signedOut.with(State.SUSPENDED, newsletters, mailings, confirmedAt, signedOut.tokensFrom, List.of())
                : this;
    }

    public Subscriber restored() {
        return state == State.SUSPENDED
                ? with(State.ACTIVE, newsletters, mailings, confirmedAt, tokensFrom, endedSessions)
                : this;
    }

    public Subscriber erased(Instant now) {
        return new Subscriber(
                id,
                version,
                revision,
                hash,
                State.ERASED,
                null,
                null,
                List.of(),
                List.of(),
                createdAt,
                confirmedAt,
                tokensAfter(now),
                List.of(),
                List.of());
    }

    Subscriber withAddress(Binary sealed, String newMailbox) {
        return new Subscriber(
                id,
                version,
                revision,
                hash,
                state,
                sealed,
                newMailbox,
                newsletters,
                mailings,
                createdAt,
                confirmedAt,
                tokensFrom,
                endedSessions,
                corrections);
    }

    /** When the reader may ask for another address; that is now, or later when there were as many as there may be in a day. */
    Instant mayCorrectFrom(Instant now) {
        List<Instant> lately = correctionsBefore(now);
        return lately.size() < CORRECTIONS ? now : lately.getFirst().plus(CORRECTIONS_WITHIN);
    }

    /** After asking for another address, or as before when it is one too many. */
    Subscriber correcting(Instant now) {
        return mayCorrectFrom(now).isAfter(now)
                ? this
                : new Subscriber(
                        id,
                        version,
                        revision,
                        hash,
                        state,
                        sealedAddress,
                        mailbox,
                        newsletters,
                        mailings,
                        createdAt,
                        confirmedAt,
                        tokensFrom,
                        endedSessions,
                        Stream.concat(correctionsBefore(now).stream(), Stream.of(now))
                                .toList());
    }

    private List<Instant> correctionsBefore(Instant now) {
        return corrections.stream()
                .filter(one -> one.isAfter(now.minus(CORRECTIONS_WITHIN)))
                .toList();
    }

    /** What others must know; empty while nobody has confirmed to be this reader. */
    Optional<Changed> event() {
        return switch (state) {
            case UNCONFIRMED -> Optional.empty();
            case ACTIVE -> event(SubscriberEvent.State.ACTIVE, Access.SUBSCRIBERS);
            case SUSPENDED -> event(SubscriberEvent.State.SUSPENDED, Access.EVERYONE);
            case ERASED -> event(SubscriberEvent.State.ERASED, Access.EVERYONE);
        };
    }

    private Optional<Changed> event(SubscriberEvent.State told, Access access) {
        return Optional.of(new Changed(told, access, tokensFrom, endedSessions));
    }

    private Subscriber with(
            State newState,
            List<String> newNewsletters,
            List<Mailing> newMailings,
            @Nullable Instant newConfirmedAt,
            @Nullable Instant newTokensFrom,
            List<EndedSession> newEndedSessions) {
        return new Subscriber(
                id,
                version,
                revision,
                hash,
                newState,
                sealedAddress,
                mailbox,
                newNewsletters,
                newMailings,
                createdAt,
                newConfirmedAt,
                newTokensFrom,
                newEndedSessions,
                corrections);
    }
}
