package press.lords.subscription.staff;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import press.lords.subscription.StartRefused;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.EmailAddress;

/** Invites whom the operator named, as long as nobody is there to invite anyone. */
@Component
class FirstAdmin implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstAdmin.class);

    private final InviteStaff inviteStaff;
    private final StaffSettings settings;

    FirstAdmin(InviteStaff inviteStaff, StaffSettings settings) {
        this.inviteStaff = inviteStaff;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!settings.adminEmail().isBlank()) {
            invite(EmailAddress.parse(settings.adminEmail())
                    .orElseThrow(() -> new StartRefused(
                            "The first admin's address is not a mail address.",
                            "Set PRESS_ADMIN_EMAIL to one, or to nothing.")));
        }
    }

    private void invite(EmailAddress address) {
        try {
            inviteStaff.inviteFirstAdmin(address);
        } catch (StaffProblem | RequestProblem e) {
            // Readers are served nevertheless.
            log.warn(
                    "there is no admin who can sign in, and whom PRESS_ADMIN_EMAIL names can't be invited now: {}",
                    e.getClass().getSimpleName());
        }
    }
}
