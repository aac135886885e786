package press.lords.subscription.staff;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An account that is, was or may become one of the staff's.
 *
 * @param id the account's
 * @param invitation as long as it may be followed
 * @param unsettled whether sessions and programs are still to be put right after something was taken away
 */
record Member(
        String id,
        Set<Role> roles,
        State state,
        @Nullable Invitation invitation,
        Instant invitedAt,
        @Nullable Instant activeSince,
        boolean unsettled) {

    /** How a member stands. */
    enum State {
        INVITED,
        ACTIVE,
        ENDED
    }

    static Member invited(String id, Set<Role> roles, Invitation invitation, Instant now) {
        return new Member(id, roles, State.INVITED, invitation, now, null, false);
    }

    boolean isActive() {
        return state == State.ACTIVE;
    }

    boolean isAdmin() {
        return isActive() && roles.contains(Role.ADMIN);
    }

    Set<String> scopes() {
        return isActive() ? Role.scopes(roles) : Set.of();
    }

    boolean wasInvitedBy(String hash, Instant now) {
        return state == State.INVITED
                && invitation != null
                && invitation.hash().equals(hash)
                && invitation.until().isAfter(now);
    }

    boolean hasLapsed(Instant now) {
        return state == State.INVITED
                && (invitation == null || !invitation.until().isAfter(now));
    }

    Member active(Instant now) {
        return new Member(id, roles, State.ACTIVE, null, invitedAt, now, unsettled);
    }

    Member with(Set<Role> others) {
        boolean less = isActive() && !Role.scopes(others).containsAll(scopes());
        return new Member(id, others, state, invitation, invitedAt, activeSince, unsettled || less);
    }

    Member ended() {
        return state == State.ENDED
                ? this
                : new Member(id, roles, State.ENDED, null, invitedAt, activeSince, unsettled || isActive());
    }

    /** Invited again before what was taken away at the end of the first time is gone everywhere. */
    Member afterAll(Member earlier) {
        return new Member(id, roles, state, invitation, invitedAt, activeSince, unsettled || earlier.unsettled);
    }

    Member settled() {
        return new Member(id, roles, state, invitation, invitedAt, activeSince, false);
    }
}
