package press.lords.subscription.staff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.springframework.stereotype.Service;
import press.lords.subscription.audit.Action;
import press.lords.subscription.audit.AuditTrail;
import press.lords.subscription.delivery.Letter;
import press.lords.subscription.delivery.OweMail;
import press.lords.subscription.delivery.OwedMail;
import press.lords.subscription.signup.Secrets;
import press.lords.subscription.signup.Subscribers;

/** Mails a member what nobody may do in their name unnoticed. */
@Service
class TellStaff {

    private static final Duration OF_USE_FOR = Duration.ofDays(7);

    private final Subscribers subscribers;
    private final OweMail oweMail;
    private final AuditTrail audit;
    private final Clock clock;

    TellStaff(Subscribers subscribers, OweMail oweMail, AuditTrail audit, Clock clock) {
        this.subscribers = subscribers;
        this.oweMail = oweMail;
        this.audit = audit;
        this.clock = clock;
    }

    /** That an authenticator was set up by that invitation; once, however often it is told. */
    void ofEnrolling(String account, String invitation) {
        tell(account, Letter.STAFF_ENROLLED, Secrets.hash("staff-enrolled:" + invitation));
    }

    void ofWrongCodes(String account) {
        audit.record(Action.SECOND_FACTOR_FAILED, account);
        tell(account, Letter.SECOND_FACTOR_FAILED, Secrets.id());
    }

    private void tell(String account, Letter letter, String mail) {
        Instant until = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(OF_USE_FOR);
        subscribers
                .find(account)
                .flatMap(subscribers::addressOf)
                .ifPresent(
                        address -> oweMail.owe(new OwedMail(mail, account, letter, until, address.text(), Map.of())));
    }
}
