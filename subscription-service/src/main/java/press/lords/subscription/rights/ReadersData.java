package press.lords.subscription.rights;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.springframework.stereotype.Service;
import press.lords.subscription.access.passkey.ReadersPasskeys;
import press.lords.subscription.access.session.ListSessions;
import press.lords.subscription.access.session.Reader;
import press.lords.subscription.access.session.SessionProblem;
import press.lords.subscription.audit.Action;
import press.lords.subscription.audit.AuditTrail;
import press.lords.subscription.delivery.OweMail;
import press.lords.subscription.ledger.Ledger;
import press.lords.subscription.signup.EmailAddress;
import press.lords.subscription.signup.Links;
import press.lords.subscription.signup.NewsletterConsents;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;
import press.lords.subscription.staff.StaffData;

/** Gathers what is held of a reader. */
@Service
class ReadersData {

    private final Subscribers subscribers;
    private final NewsletterConsents consents;
    private final ListSessions sessions;
    private final ReadersPasskeys passkeys;
    private final OweMail mails;
    private final Ledger ledger;
    private final Links links;
    private final StaffData staff;
    private final AuditTrail audit;
    private final ReaderLimits limits;
    private final Clock clock;

    ReadersData(
            Subscribers subscribers,
            NewsletterConsents consents,
            ListSessions sessions,
            ReadersPasskeys passkeys,
            OweMail mails,
            Ledger ledger,
            Links links,
            StaffData staff,
            AuditTrail audit,
            ReaderLimits limits,
            Clock clock) {
        this.subscribers = subscribers;
        this.consents = consents;
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.mails = mails;
        this.ledger = ledger;
        this.links = links;
        this.staff = staff;
        this.audit = audit;
        this.limits = limits;
        this.clock = clock;
    }

    Me me(Reader reader) {
        Subscriber subscriber = subscribers.find(reader.subscriber()).orElseThrow(SessionProblem.NotSignedIn::new);
        EmailAddress address = subscribers.addressOf(subscriber).orElseThrow(SessionProblem.NotSignedIn::new);
        return new Me(
                subscriber.id(),
                address.text(),
                subscriber.state().name().toLowerCase(Locale.ROOT),
                "subscribers",
                subscriber.newsletters(),
                subscriber.createdAt(),
                subscriber.confirmedAt(),
                reader.session());
    }

    Export export(Reader reader) {
        limits.mayExport(reader.subscriber());
        audit.record(Action.READER_EXPORTED, reader.subscriber());
        return new Export(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                me(reader),
                consents.of(reader.subscriber()),
                sessions.of(reader),
                passkeys.of(reader.subscriber()),
                mails.mailsOf(reader.subscriber()),
                ledger.of(reader.subscriber()),
                links.count(reader.subscriber()),
                staff.of(reader.subscriber()).orElse(null),
                audit.of(reader.subscriber()));
    }
}
