package press.lords.subscription.staff;

import java.time.Clock;

import org.springframework.stereotype.Component;
import press.lords.subscription.delivery.Worker;

/** Finishes what was cut off, and forgets invitations that nobody followed. Any number of instances do so. */
@Component
class StaffWorker extends Worker {

    private final StaffRegister register;
    private final SettleStaff settleStaff;
    private final Clock clock;

    StaffWorker(StaffRegister register, SettleStaff settleStaff, StaffSettings settings, Clock clock) {
        super(settings.settleEvery());
        this.register = register;
        this.settleStaff = settleStaff;
        this.clock = clock;
    }

    @Override
    protected void work() {
        Register staff = register.read();
        staff.members().stream().filter(Member::unsettled).forEach(settleStaff::settle);
        if (staff.members().stream().anyMatch(member -> member.hasLapsed(clock.instant()))) {
            register.change(found -> found.withoutLapsed(clock.instant()));
        }
    }
}
