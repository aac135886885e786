package press.lords.subscription.staff;

import org.springframework.stereotype.Service;
import press.lords.subscription.access.session.EndSession;

/** Sees to it that what was taken from a member is gone everywhere: sessions, the programs that act for them, the authenticator's secret. May be done again. */
@Service
class SettleStaff {

    private final StaffRegister register;
    private final EndSession endSession;
    private final ManageClients clients;
    private final SecondFactors secondFactors;

    SettleStaff(StaffRegister register, EndSession endSession, ManageClients clients, SecondFactors secondFactors) {
        this.register = register;
        this.endSession = endSession;
        this.clients = clients;
        this.secondFactors = secondFactors;
    }

    /** @param member as the register has it, or else it stays to be done */
    void settle(Member member) {
        endSession.endAll(member.id());
        clients.revokeBeyond(member.id(), member.scopes());
        if (member.state() == Member.State.ENDED) {
            secondFactors.forget(member.id());
        }
        register.change(staff -> staff.settled(member));
    }
}
