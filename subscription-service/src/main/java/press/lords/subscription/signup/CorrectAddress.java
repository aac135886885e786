package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoServerException;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import press.lords.subscription.audit.Action;
import press.lords.subscription.audit.AuditTrail;
import press.lords.subscription.delivery.Letter;
import press.lords.subscription.delivery.OweMail;
import press.lords.subscription.delivery.OwedMail;
import press.lords.subscription.signup.Links.Link;
import press.lords.subscription.signup.Links.Purpose;

/** Corrects a reader's address. The new one counts once the mail to it was read; until then, and if it is another reader's, nothing changes. */
@Service
public class CorrectAddress {

    private final Subscribers subscribers;
    private final MailedAddresses mailedAddresses;
    private final Links links;
    private final OweMail oweMail;
    private final AuditTrail audit;
    private final SignupSettings settings;
    private final Clock clock;

    CorrectAddress(
            Subscribers subscribers,
            MailedAddresses mailedAddresses,
            Links links,
            OweMail oweMail,
            AuditTrail audit,
            SignupSettings settings,
            Clock clock) {
        this.subscribers = subscribers;
        this.mailedAddresses = mailedAddresses;
        this.links = links;
        this.oweMail = oweMail;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** Says nothing of whether the address is another reader's. */
    public void ask(String subscriber, @Nullable String email) {
        EmailAddress address = Subscribe.address(email);
        if (!mailedAddresses.count(subscribers.mailbox(address))) {
            return;
        }
        Instant until = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(settings.confirmWithin());
        Link link = new Link(subscriber, List.of(), subscribers.seal(subscriber, address), Links.ANY_BROWSER);
        String token = links.make(Purpose.CONFIRM_ADDRESS, link, until);
        oweMail.owe(new OwedMail(
                Secrets.id(), subscriber, Letter.CONFIRM_NEW_ADDRESS, until, address.text(), Map.of("token", token)));
    }

    /** May be done again until it was done to its end. */
    Subscriber follow(Link link, String token) {
        Binary sealed = Optional.ofNullable(link.sealedAddress()).orElseThrow(SignupProblem.LinkInvalid::new);
        EmailAddress address =
                subscribers.opened(link.subscriber(), sealed).orElseThrow(SignupProblem.LinkInvalid::new);
        Subscriber before = subscribers.find(link.subscriber()).orElseThrow(SignupProblem.LinkInvalid::new);
        subscribers
                .find(address)
                .filter(other -> other.state() == Subscriber.State.UNCONFIRMED)
                .ifPresent(other -> subscribers.forgetUnconfirmed(other.id()));
        Optional<Binary> former =
                Optional.ofNullable(before.sealedAddress()).flatMap(current -> links.formerAddress(token, current));
        Subscriber after = changed(link.subscriber(), sealed, subscribers.mailbox(address));
        audit.record(Action.READER_ADDRESS_CHANGED, after.id());
        former.flatMap(old -> subscribers.opened(after.id(), old)).ifPresent(old -> tell(after, old, token));
        return after;
    }

    private Subscriber changed(String subscriber, Binary sealed, String mailbox) {
        try {
            return subscribers
                    .change(subscriber, found -> found.isActive() ? found.withAddress(sealed, mailbox) : found)
                    .filter(Subscriber::isActive)
                    .orElseThrow(SignupProblem.LinkInvalid::new);
        } catch (MongoServerException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                throw new SignupProblem.LinkInvalid();
            }
            throw e;
        }
    }

    /** Whoever took over an account can't do this unnoticed. */
    private void tell(Subscriber reader, EmailAddress old, String token) {
        String mail = Secrets.hash("address-changed:" + token);
        Instant until = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(settings.confirmWithin());
        oweMail.owe(new OwedMail(mail, reader.id(), Letter.ADDRESS_CHANGED, until, old.text(), Map.of()));
    }
}
