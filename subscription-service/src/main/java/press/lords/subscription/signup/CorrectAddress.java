package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

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
import press.lords.subscription.request.RequestLimit;
import press.lords.subscription.request.RequestLimits;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.Links.Link;
import press.lords.subscription.signup.Links.Purpose;

/** Corrects a reader's address. The new one counts once the mail to it was read; until then, and if it is another reader's, nothing changes. */
@Service
public class CorrectAddress {

    private final Subscribers subscribers;
    private final ForgetUnconfirmed forgetUnconfirmed;
    private final MailedAddresses mailedAddresses;
    private final Links links;
    private final SignInCodes codes;
    private final OweMail oweMail;
    private final AuditTrail audit;
    private final SignupSettings settings;
    private final Clock clock;
    private final RequestLimit limit;

    CorrectAddress(
            Subscribers subscribers,
            ForgetUnconfirmed forgetUnconfirmed,
            MailedAddresses mailedAddresses,
            Links links,
            SignInCodes codes,
            OweMail oweMail,
            AuditTrail audit,
            SignupSettings settings,
            RequestLimits limits,
            Clock clock) {
        this.subscribers = subscribers;
        this.forgetUnconfirmed = forgetUnconfirmed;
        this.mailedAddresses = mailedAddresses;
        this.links = links;
        this.codes = codes;
        this.oweMail = oweMail;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
        this.limit = limits.perMinute("correct-address", settings.perNetwork(), settings.inAll());
    }

    /** Says nothing of whether the address is another reader's. What is refused depends on who asks, and how often, alone. */
    public void ask(String subscriber, @Nullable String email, String caller) {
        EmailAddress address = Subscribe.address(email);
        limit.count(caller);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        count(subscriber, now);
        String mail = Secrets.id();
        if (!mailedAddresses.count(address, mail)) {
            return;
        }
        Instant until = now.plus(settings.confirmWithin());
        Link link = new Link(subscriber, Map.of(), subscribers.seal(subscriber, address), Links.ANY_BROWSER);
        String token = links.make(Purpose.CONFIRM_ADDRESS, link, until);
        links.forgetOthers(subscriber, token, Set.of(Purpose.CONFIRM_ADDRESS));
        oweMail.owe(new OwedMail(
                mail, subscriber, Letter.CONFIRM_NEW_ADDRESS, until, address.text(), Map.of("token", token)));
    }

    /** An account costs nothing, so it must not be what mails go out by. */
    private void count(String subscriber, Instant now) {
        AtomicReference<Instant> from = new AtomicReference<>(now);
        subscribers.change(subscriber, found -> {
            from.set(found.mayCorrectFrom(now));
            return found.correcting(now);
        });
        if (from.get().isAfter(now)) {
            throw new RequestProblem.TooMany(Duration.between(now, from.get()));
        }
    }

    /** May be done again until it was done to its end. */
    Subscriber follow(Link link, String token) {
        Binary sealed = Optional.ofNullable(link.sealedAddress()).orElseThrow(SignupProblem.LinkInvalid::new);
        EmailAddress address =
                subscribers.opened(link.subscriber(), sealed).orElseThrow(SignupProblem.LinkInvalid::new);
        Subscriber before = subscribers
                .find(link.subscriber())
                .filter(Subscriber::isActive)
                .orElseThrow(SignupProblem.LinkInvalid::new);
        subscribers
                .find(address)
                .filter(other -> other.state() == Subscriber.State.UNCONFIRMED)
                .ifPresent(other -> forgetUnconfirmed.forget(other.id()));
        Optional<Binary> former =
                Optional.ofNullable(before.sealedAddress()).flatMap(current -> links.formerAddress(token, current));
        Subscriber after = changed(link.subscriber(), sealed, subscribers.mailbox(address));
        // Whoever reads at an address that is no longer the reader's must not get in by what was mailed there.
        links.forgetOthers(after.id(), token, Set.of(Purpose.values()));
        codes.forget(after.id());
        mailedAddresses.forget(address);
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
