package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Service;
import press.lords.subscription.delivery.Letter;
import press.lords.subscription.delivery.OweMail;
import press.lords.subscription.delivery.OwedMail;
import press.lords.subscription.signup.Links.Link;
import press.lords.subscription.signup.Links.Purpose;
import press.lords.subscription.signup.Requests.Kind;
import press.lords.subscription.signup.Requests.Request;
import press.lords.subscription.signup.Subscriber.Mailing;
import press.lords.subscription.vault.ReaderKeys;

/** Decides what comes of a request: which mail, if any, goes to the address. Deciding the same request twice comes to the same. */
@Service
class DecideRequest {

    private final Subscribers subscribers;
    private final MailedAddresses mailedAddresses;
    private final Links links;
    private final OweMail oweMail;
    private final SendSignInLink sendSignInLink;
    private final NewsletterSettings newsletters;
    private final Suppressions suppressions;
    private final ReaderKeys keys;
    private final SignupSettings settings;
    private final Clock clock;

    DecideRequest(
            Subscribers subscribers,
            MailedAddresses mailedAddresses,
            Links links,
            OweMail oweMail,
            SendSignInLink sendSignInLink,
            NewsletterSettings newsletters,
            Suppressions suppressions,
            ReaderKeys keys,
            SignupSettings settings,
            Clock clock) {
        this.subscribers = subscribers;
        this.mailedAddresses = mailedAddresses;
        this.links = links;
        this.oweMail = oweMail;
        this.sendSignInLink = sendSignInLink;
        this.newsletters = newsletters;
        this.suppressions = suppressions;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    void decide(Request request) {
        Optional<Subscriber> reader = reader(request);
        reader.filter(found -> mayBeMailed(found, request)).ifPresent(found -> mail(found, request));
        // Not by the address: the reader that came of this request may have another one since.
        if (subscribers.find(request.id()).isEmpty()) {
            // Last, for without its key a request counts as decided.
            keys.destroy(request.id());
        }
    }

    private Optional<Subscriber> reader(Request request) {
        Optional<Subscriber> known = subscribers.find(request.address());
        if (known.isPresent() || request.kind() == Kind.SIGN_IN) {
            return known;
        }
        subscribers.add(request.id(), request.address());
        return subscribers.find(request.address());
    }

    private boolean mayBeMailed(Subscriber reader, Request request) {
        if (reader.state() == Subscriber.State.SUSPENDED) {
            return false;
        }
        Mailing mailing = new Mailing(request.id(), now(), request.kind().name(), request.from());
        return subscribers
                .change(reader.id(), found -> MailLimit.of(found).count(found, mailing))
                .filter(found ->
                        found.mailings().stream().anyMatch(one -> one.request().equals(request.id())))
                .filter(found -> found.isActive() || mailedAddresses.count(request.address(), mailId(request)))
                .isPresent();
    }

    private void mail(Subscriber reader, Request request) {
        if (oweMail.isOwed(mailId(request))) {
            // Whoever decided this died right after.
            return;
        }
        if (!reader.isActive()) {
            askToConfirm(reader, request, Letter.CONFIRM_ADDRESS);
        } else if (getsAlready(reader, request.newsletters())) {
            sendSignInLink.send(reader, request.address(), mailId(request), request.browser());
        } else {
            askToConfirm(reader, request, Letter.CONFIRM_NEWSLETTERS);
        }
    }

    /** Whose mailbox is suppressed gets none, whatever the account says, until the address is confirmed again. */
    private boolean getsAlready(Subscriber reader, List<String> asked) {
        String mailbox = reader.mailbox();
        return asked.isEmpty()
                || (reader.newsletters().containsAll(asked) && (mailbox == null || !suppressions.has(mailbox)));
    }

    private void askToConfirm(Subscriber reader, Request request, Letter letter) {
        subscribers.keepForAnswer(reader.id());
        Instant until = now().plus(settings.confirmWithin());
        Map<String, String> offered = newsletters.wordings(request.newsletters());
        String token = links.make(Purpose.CONFIRM, new Link(reader.id(), offered), until);
        // To the address as we have it: its spelling is the reader's, not that of whoever asks.
        EmailAddress to = subscribers.addressOf(reader).orElse(request.address());
        Map<String, String> contents = Map.of("token", token, "newsletters", String.join("\n", offered.values()));
        oweMail.owe(new OwedMail(mailId(request), reader.id(), letter, until, to.text(), contents));
    }

    /** Not the request's own id, which may be the reader's: mail servers write down whom a mail's id went to. */
    private static String mailId(Request request) {
        return Secrets.hash("mail:" + request.id());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
