package press.lords.subscription.staff;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import press.lords.subscription.signup.EmailAddress;

/**
 * A member, to those who manage the staff.
 *
 * @param email null of who has left: what they read is none of the paper's business
 */
record StaffView(
        String id,
        @Nullable String email,
        List<Role> roles,
        Member.State state,
        Instant invitedAt,
        @Nullable Instant activeSince) {

    static StaffView of(Member member, @Nullable EmailAddress address) {
        return new StaffView(
                member.id(),
                address == null ? null : address.text(),
                member.roles().stream().sorted().toList(),
                member.state(),
                member.invitedAt(),
                member.activeSince());
    }
}
