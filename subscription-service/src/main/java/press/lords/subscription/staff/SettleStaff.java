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
        forgetSecret(member.id());
        register.change(staff -> staff.settled(member));
    }

    private void forgetSecret(String id) {
        SecondFactors.Known known = secondFactors.known(id);
        // The register after that, so that the secret of whoever is invited again meanwhile is another one.
        boolean hasLeft = register.read()
                .find(id)
                .filter(member -> member.state() == Member.State.ENDED)
                .isPresent();
        if (hasLeft) {
            secondFactors.forget(id, known);
        }
    }
}
