package press.lords.subscription.rights;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Service;
import press.lords.subscription.access.passkey.ReadersPasskeys;
import press.lords.subscription.access.session.EndSession;
import press.lords.subscription.access.session.SessionProblem;
import press.lords.subscription.audit.Action;
import press.lords.subscription.audit.AuditTrail;
import press.lords.subscription.delivery.OweMail;
import press.lords.subscription.ledger.Ledger;
import press.lords.subscription.rights.Receipt.Erased;
import press.lords.subscription.rights.Receipt.Kept;
import press.lords.subscription.signup.Links;
import press.lords.subscription.signup.Secrets;
import press.lords.subscription.signup.SignInCodes;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;
import press.lords.subscription.signup.Suppressions;
import press.lords.subscription.staff.ChangeStaff;
import press.lords.subscription.vault.ReaderKeys;

/**
 * Erases a reader. The key goes first: from then on nothing that tells who it was can be read anywhere, also not in old files. That it
 * was asked for is written down before, and every step may be done again, so an erasure that is cut off is finished without anyone asking.
 */
@Service
class EraseSubscriber {

    private static final List<Kept> KEPT = List.of(
            new Kept(
                    "suppressions",
                    "A keyed hash of the address, so that whoever asks in its name makes us write to it once a day at most, until it is confirmed again."),
            new Kept(
                    "newsletter-consents",
                    "When consent was given and withdrawn, under an id that names nobody any more."),
            new Kept(
                    "newsletter-mails",
                    "For 90 days, which issues were sent to an id that names nobody any more, so that every mail of an issue stays accounted for."),
            new Kept("subscribers", "The id and its state, so that other services end access."),
            new Kept(
                    "audit",
                    "That an erasure took place, and what was done on the staff, under an id that names nobody any more."));

    private final Erasures erasures;
    private final Subscribers subscribers;
    private final Suppressions suppressions;
    private final ReaderKeys keys;
    private final EndSession endSession;
    private final Links links;
    private final SignInCodes codes;
    private final OweMail mails;
    private final ChangeStaff staff;
    private final ReadersPasskeys passkeys;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final Clock clock;

    EraseSubscriber(
            Erasures erasures,
            Subscribers subscribers,
            Suppressions suppressions,
            ReaderKeys keys,
            EndSession endSession,
            Links links,
            SignInCodes codes,
            OweMail mails,
            ChangeStaff staff,
            ReadersPasskeys passkeys,
            Ledger ledger,
            AuditTrail audit,
            Clock clock) {
        this.erasures = erasures;
        this.subscribers = subscribers;
        this.suppressions = suppressions;
        this.keys = keys;
        this.endSession = endSession;
        this.links = links;
        this.codes = codes;
        this.mails = mails;
        this.staff = staff;
        this.passkeys = passkeys;
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    Receipt erase(String id) {
        Subscriber subscriber = subscribers.find(id).orElseThrow(SessionProblem.NotSignedIn::new);
        // First, since the last admin is refused.
        staff.leave(id);
        erasures.begin(id);
        return finish(subscriber);
    }

    /** Finishes what was cut off. Returns how many that were, at most so many at once. */
    long finishCutOff(int limit) {
        List<String> cutOff = erasures.cutOff(limit);
        cutOff.forEach(id -> subscribers.find(id).ifPresentOrElse(this::finish, () -> erasures.done(id)));
        return cutOff.size();
    }

    private Receipt finish(Subscriber subscriber) {
        String id = subscriber.id();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional.ofNullable(subscriber.mailbox())
                .ifPresent(mailbox -> suppressions.add(mailbox, Suppressions.Reason.ERASED));
        long key = keys.destroy(id) ? 1 : 0;
        subscribers.change(id, found -> found.state() == Subscriber.State.ERASED ? found : found.erased(now));
        List<Erased> erased = List.of(
                new Erased("reader-keys", key),
                new Erased("subscribers", 1),
                new Erased("sessions", endSession.endAll(id)),
                new Erased("links", links.forget(id)),
                new Erased("codes", codes.forget(id)),
                new Erased("mails", mails.forget(id)),
                new Erased("staff", staff.forget(id)),
                new Erased("passkeys", passkeys.forget(id)));
        ledger.suppress(id, "erased");
        ledger.forgetMailboxes(id);
        audit.record(Action.READER_ERASED, id);
        erasures.done(id);
        return new Receipt(Secrets.id(), now, erased, KEPT);
    }
}
