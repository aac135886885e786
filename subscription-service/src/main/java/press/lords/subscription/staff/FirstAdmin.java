package press.lords.subscription.staff;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import press.lords.subscription.StartRefused;
import press.lords.subscription.signup.EmailAddress;

/** Invites whom the operator named, as long as nobody is there to invite anyone. */
@Component
class FirstAdmin implements ApplicationRunner {

    private final InviteStaff inviteStaff;
    private final StaffSettings settings;

    FirstAdmin(InviteStaff inviteStaff, StaffSettings settings) {
        this.inviteStaff = inviteStaff;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!settings.adminEmail().isBlank()) {
            inviteStaff.inviteFirstAdmin(EmailAddress.parse(settings.adminEmail())
                    .orElseThrow(() -> new StartRefused(
                            "The first admin's address is not a mail address.",
                            "Set PRESS_ADMIN_EMAIL to one, or to nothing.")));
        }
    }
}
