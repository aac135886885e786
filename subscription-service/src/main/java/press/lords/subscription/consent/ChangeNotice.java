package press.lords.subscription.consent;

import org.springframework.stereotype.Service;
import press.lords.events.NoticeEvent;
import press.lords.subscription.audit.Action;
import press.lords.subscription.audit.AuditTrail;
import press.lords.subscription.request.Precondition;
import press.lords.subscription.request.RequestProblem;

/** Puts a wording of the staff's in force, in place of the one that they read. */
@Service
class ChangeNotice {

    private final Notices notices;
    private final IssueNotice issueNotice;
    private final AuditTrail audit;

    ChangeNotice(Notices notices, IssueNotice issueNotice, AuditTrail audit) {
        this.notices = notices;
        this.issueNotice = issueNotice;
        this.audit = audit;
    }

    /** The same wording again is no new version: nobody has anything else to agree to. */
    Notice change(NoticeRequest wanted, Precondition precondition, String actor) {
        Notice inForce = notices.inForce();
        precondition.check(inForce.hash());
        if (wanted.wording(inForce.version()).equals(inForce.wording())) {
            return inForce;
        }
        int number = inForce.number() + 1;
        // Versions of the configuration are numbers, or have names of their own; these must never be one of them.
        NoticeEvent.Issued wording = wanted.wording("r" + number);
        Notice issued = issueNotice
                .issueAs(number, inForce.hash(), wording)
                .orElseThrow(RequestProblem.PreconditionFailed::new);
        audit.record(Action.NOTICE_ISSUED, NoticeEvent.ID + "/" + number, actor);
        return issued;
    }
}
