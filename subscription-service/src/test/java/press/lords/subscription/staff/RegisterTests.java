package press.lords.subscription.staff;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import press.lords.subscription.request.RequestProblem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RegisterTests {

    private static final Instant NOON = Instant.parse("2025-10-11T12:00:00Z");
    private static final Register EMPTY = new Register(0, List.of());

    @Test
    void makesWhoeverFollowsAnInvitationOneOfTheStaffOnce() {
        Register invited = EMPTY.inviting(invitation("ada", Role.ADMIN));
        assertThat(invited.hasAdmin()).isFalse();
        assertThat(invited.find("ada").orElseThrow().scopes()).isEmpty();

        Register active = invited.activating("ada", "hash of ada", NOON);

        assertThat(active.hasAdmin()).isTrue();
        assertThat(active.find("ada").orElseThrow().scopes()).containsExactly("staff.manage");
        assertThatThrownBy(() -> active.activating("ada", "hash of ada", NOON))
                .isInstanceOf(StaffProblem.InvitationInvalid.class);
    }

    @Test
    void forgetsAnInvitationInTimeAndTakesNoOther() {
        Register invited = EMPTY.inviting(invitation("ada", Role.EDITOR));

        assertThat(invited.invitedBy("hash of ada", NOON)).isPresent();
        assertThat(invited.invitedBy("hash of eve", NOON)).isEmpty();
        assertThat(invited.invitedBy("hash of ada", NOON.plusSeconds(60))).isEmpty();
        assertThat(invited.withoutLapsed(NOON.plusSeconds(59))).isEqualTo(invited);
        assertThat(invited.withoutLapsed(NOON.plusSeconds(60)).members()).isEmpty();
    }

    @Test
    void alwaysKeepsAnAdminOnceThereIsOne() {
        Register both = staff("ada", Role.ADMIN)
                .inviting(invitation("eve", Role.ADMIN, Role.EDITOR))
                .activating("eve", "hash of eve", NOON);

        Register one = both.ending("ada");

        assertThatThrownBy(() -> one.ending("eve")).isInstanceOf(StaffProblem.LastAdmin.class);
        assertThatThrownBy(() -> one.with("eve", Set.of(Role.EDITOR))).isInstanceOf(StaffProblem.LastAdmin.class);
        assertThat(one.with("eve", Set.of(Role.ADMIN)).hasAdmin()).isTrue();
    }

    @Test
    void doesNotCountWhoIsOnlyInvitedAsAnAdmin() {
        Register staff = staff("ada", Role.ADMIN).inviting(invitation("eve", Role.ADMIN));

        assertThatThrownBy(() -> staff.ending("ada")).isInstanceOf(StaffProblem.LastAdmin.class);
        assertThat(staff.ending("eve").hasAdmin()).isTrue();
    }

    @Test
    void marksWhoeverLostSomethingUntilItIsSettled() {
        Register staff = staff("ada", Role.ADMIN, Role.CHIEF_EDITOR);

        assertThat(staff.with("ada", Set.of(Role.values()))
                        .find("ada")
                        .orElseThrow()
                        .unsettled())
                .isFalse();
        Register less = staff.with("ada", Set.of(Role.ADMIN, Role.EDITOR));
        Member changed = less.find("ada").orElseThrow();
        assertThat(changed.unsettled()).isTrue();
        assertThat(less.settled(changed).find("ada").orElseThrow().unsettled()).isFalse();

        Register lesser = less.with("ada", Set.of(Role.ADMIN));
        assertThat(lesser.settled(changed).find("ada").orElseThrow().unsettled())
                .as("what was settled is no longer so")
                .isTrue();
    }

    @Test
    void invitesWhoLeftAgainButNotWhoIsThere() {
        Register staff = staff("ada", Role.ADMIN)
                .inviting(invitation("eve", Role.EDITOR))
                .activating("eve", "hash of eve", NOON);

        assertThatThrownBy(() -> staff.inviting(invitation("eve", Role.EDITOR)))
                .isInstanceOf(StaffProblem.AlreadyStaff.class);
        Register left = staff.ending("eve");
        assertThatThrownBy(() -> left.with("eve", Set.of(Role.EDITOR))).isInstanceOf(StaffProblem.UnknownMember.class);
        assertThat(left.inviting(invitation("eve", Role.EDITOR)).invitedBy("hash of eve", NOON))
                .isPresent();
    }

    @Test
    void doesNotForgetWhatIsToBeSettledWhenSomeoneIsInvitedAgain() {
        Register left = staff("ada", Role.ADMIN)
                .inviting(invitation("eve", Role.EDITOR))
                .activating("eve", "hash of eve", NOON)
                .ending("eve");

        Register invited = left.inviting(invitation("eve", Role.EDITOR));

        assertThat(invited.find("eve").orElseThrow().unsettled()).isTrue();
        assertThat(invited.settled(invited.find("eve").orElseThrow())
                        .find("eve")
                        .orElseThrow()
                        .unsettled())
                .isFalse();
    }

    @Test
    void isBounded() {
        Register full = staff("ada", Role.ADMIN);
        for (int n = 1; n < 1_000; n++) {
            full = full.inviting(invitation("member-" + n, Role.EDITOR));
        }
        Register staff = full;

        assertThatThrownBy(() -> staff.inviting(invitation("one more", Role.EDITOR)))
                .isInstanceOf(RequestProblem.InvalidFields.class);
        assertThat(staff.ending("member-7")
                        .inviting(invitation("one more", Role.EDITOR))
                        .members())
                .hasSize(1_000);
    }

    private static Register staff(String id, Role... roles) {
        return EMPTY.inviting(invitation(id, roles)).activating(id, "hash of " + id, NOON);
    }

    private static Member invitation(String id, Role... roles) {
        return Member.invited(
                id, Set.of(roles), new Invitation("hash of " + id, "mailbox", NOON.plusSeconds(60)), NOON);
    }
}
