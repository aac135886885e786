package press.lords.subscription.staff;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import press.lords.subscription.request.RequestProblem;

/**
 * The whole staff at one moment. It is one thing, so that there is always an admin: of two who remove each other at once one is refused.
 *
 * @param version counts every change
 */
record Register(int version, List<Member> members) {

    private static final int MOST = 1_000;

    Optional<Member> find(String id) {
        return members.stream().filter(member -> member.id().equals(id)).findFirst();
    }

    Optional<Member> invitedBy(String hash, Instant now) {
        return members.stream().filter(member -> member.wasInvitedBy(hash, now)).findFirst();
    }

    Set<String> admins() {
        return members.stream().filter(Member::isAdmin).map(Member::id).collect(Collectors.toUnmodifiableSet());
    }

    boolean hasAdmin() {
        return members.stream().anyMatch(Member::isAdmin);
    }

    /** Whoever has left can be invited again, and an invitation that got lost be repeated. */
    Register inviting(Member invited) {
        Optional<Member> known = find(invited.id());
        if (known.filter(Member::isActive).isPresent()) {
            throw new StaffProblem.AlreadyStaff();
        }
        List<Member> others = new ArrayList<>(without(invited.id()).members);
        if (others.size() >= MOST) {
            others.stream()
                    .filter(member -> member.state() == Member.State.ENDED && !member.unsettled())
                    .findFirst()
                    .ifPresent(others::remove);
        }
        if (others.size() >= MOST) {
            throw new RequestProblem.InvalidFields("email", "is one more than the staff may have");
        }
        others.add(known.map(invited::afterAll).orElse(invited));
        return new Register(version, List.copyOf(others));
    }

    /** The invitation is used up by that. */
    Register activating(String id, String invitation, Instant now) {
        Member invited = find(id).filter(member -> member.wasInvitedBy(invitation, now))
                .orElseThrow(StaffProblem.InvitationInvalid::new);
        return replacing(invited, invited.active(now));
    }

    Register with(String id, Set<Role> roles) {
        Member member = find(id).filter(found -> found.state() != Member.State.ENDED)
                .orElseThrow(StaffProblem.UnknownMember::new);
        return keepingAnAdmin(replacing(member, member.with(roles)));
    }

    Register ending(String id) {
        Member member = find(id).orElseThrow(StaffProblem.UnknownMember::new);
        return keepingAnAdmin(replacing(member, member.ended()));
    }

    /** Whoever it is: an operator must be able to, or a lost authenticator would be a lost staff. */
    Register endingAnyone(String id) {
        return find(id).map(member -> replacing(member, member.ended())).orElse(this);
    }

    /** Nothing more is to be done for a member who is still as it was done for. */
    Register settled(Member done) {
        return replacing(done, done.settled());
    }

    Register without(String id) {
        return new Register(
                version,
                members.stream().filter(member -> !member.id().equals(id)).toList());
    }

    Register withoutLapsed(Instant now) {
        return new Register(
                version,
                members.stream().filter(member -> !member.hasLapsed(now)).toList());
    }

    private Register replacing(Member before, Member after) {
        return new Register(
                version,
                members.stream()
                        .map(member -> member.equals(before) ? after : member)
                        .toList());
    }

    private Register keepingAnAdmin(Register next) {
        if (hasAdmin() && !next.hasAdmin()) {
            throw new StaffProblem.LastAdmin();
        }
        return next;
    }
}
