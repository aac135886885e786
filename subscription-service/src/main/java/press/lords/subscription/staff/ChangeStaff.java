package press.lords.subscription.staff;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Service;
import press.lords.subscription.audit.Action;
import press.lords.subscription.audit.AuditTrail;
import press.lords.subscription.signup.Subscriber;

/** Changes what a member may do. Taking something away counts at once here, and everywhere as soon as it is settled. */
@Service
public class ChangeStaff {

    private final StaffRegister register;
    private final SettleStaff settleStaff;
    private final ManageClients clients;
    private final AuditTrail audit;
    private final Clock clock;

    ChangeStaff(StaffRegister register, SettleStaff settleStaff, ManageClients clients, AuditTrail audit, Clock clock) {
        this.register = register;
        this.settleStaff = settleStaff;
        this.clients = clients;
        this.audit = audit;
        this.clock = clock;
    }

    Member roles(String id, Set<Role> roles, String changedBy) {
        Register changed = register.change(staff -> staff.with(id, roles));
        audit.record(Action.STAFF_ROLES_CHANGED, id, changedBy);
        return settled(changed, id);
    }

    void end(String id, String endedBy) {
        Register changed = register.change(staff -> staff.ending(id));
        audit.record(Action.STAFF_ENDED, id, endedBy);
        settled(changed, id);
    }

    /** Also the last admin. Empty when nobody is there by that id, or only was. */
    Optional<Member> endByOperator(String id) {
        Optional<Member> member = register.read().find(id).filter(found -> found.state() != Member.State.ENDED);
        return member.map(_ -> {
            Register changed = register.change(staff -> staff.endingAnyone(id));
            audit.record(Action.STAFF_ENDED, id, "operator");
            return settled(changed, id);
        });
    }

    /**
     * Takes a reader who wants to be erased off the staff.
     *
     * @throws StaffProblem.LastAdmin when nobody would be left who can invite others
     */
    public void leave(String id) {
        if (register.read()
                .find(id)
                .filter(member -> member.state() != Member.State.ENDED)
                .isPresent()) {
            end(id, id);
        }
    }

    /** What acts for a reader whose account is suspended has no access either. */
    public void suspendPrograms(String id) {
        clients.change(id, found -> found.suspended(clock.instant()));
    }

    public void restorePrograms(String id) {
        clients.change(id, Subscriber::restored);
    }

    /** Forgets that a reader was on the staff. */
    public long forget(String id) {
        register.read().find(id).map(Member::ended).ifPresent(settleStaff::settle);
        boolean was = register.read().find(id).isPresent();
        register.change(staff -> staff.without(id));
        return was ? 1 : 0;
    }

    private Member settled(Register changed, String id) {
        Member member = changed.find(id).orElseThrow(StaffProblem.UnknownMember::new);
        if (member.unsettled()) {
            settleStaff.settle(member);
        }
        return member;
    }
}
