package press.lords.subscription.access.passkey;

import java.time.Instant;
import java.util.List;

import org.springframework.stereotype.Service;
import press.lords.subscription.audit.Action;
import press.lords.subscription.audit.AuditTrail;

/** The passkeys of one reader: see, take away, forget. */
@Service
public class ReadersPasskeys {

    private final Passkeys passkeys;
    private final Holders holders;
    private final Challenges challenges;
    private final AuditTrail audit;

    ReadersPasskeys(Passkeys passkeys, Holders holders, Challenges challenges, AuditTrail audit) {
        this.passkeys = passkeys;
        this.holders = holders;
        this.challenges = challenges;
        this.audit = audit;
    }

    public List<PasskeyView> of(String subscriber) {
        return passkeys.of(subscriber).stream().map(PasskeyView::of).toList();
    }

    void remove(String subscriber, String id) {
        boolean removed = passkeys.of(subscriber).stream()
                .anyMatch(passkey -> passkey.id().equals(id) && passkeys.remove(passkey));
        if (!removed) {
            throw new PasskeyProblem.Unknown();
        }
        audit.record(Action.PASSKEY_REMOVED, subscriber);
    }

    /** Forgets all passkeys of a reader. Returns how many. */
    public long forget(String subscriber) {
        holders.forget(subscriber);
        return passkeys.forget(subscriber);
    }

    /** Takes away challenges that nobody answered in time. Returns how many. */
    public long forgetExpired(Instant before) {
        return challenges.forgetExpired(before);
    }
}
