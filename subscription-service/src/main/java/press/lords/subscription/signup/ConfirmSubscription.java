package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import press.lords.subscription.delivery.OweMail;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.Links.Begun;
import press.lords.subscription.signup.Links.Purpose;
import press.lords.subscription.signup.NewsletterConsents.How;

/**
 * Opens the account of who reads the mail at an address, with the newsletters that the mail asked about. Every step may be done again, so whoever
 * was cut off follows the same link again.
 */
@Service
class ConfirmSubscription {

    private static final Duration DOUBLE_CLICK = Duration.ofMinutes(10);

    private final Links links;
    private final Subscribers subscribers;
    private final ChooseNewsletters chooseNewsletters;
    private final SendSignInLink sendSignInLink;
    private final MailedAddresses mailedAddresses;
    private final CorrectAddress correctAddress;
    private final OweMail oweMail;
    private final Clock clock;

    ConfirmSubscription(
            Links links,
            Subscribers subscribers,
            ChooseNewsletters chooseNewsletters,
            SendSignInLink sendSignInLink,
            MailedAddresses mailedAddresses,
            CorrectAddress correctAddress,
            OweMail oweMail,
            Clock clock) {
        this.links = links;
        this.subscribers = subscribers;
        this.chooseNewsletters = chooseNewsletters;
        this.sendSignInLink = sendSignInLink;
        this.mailedAddresses = mailedAddresses;
        this.correctAddress = correctAddress;
        this.oweMail = oweMail;
        this.clock = clock;
    }

    /** The newsletters that the reader gets from now on. */
    List<String> confirm(@Nullable String token) {
        if (token == null) {
            throw new RequestProblem.InvalidFields("token", "must not be missing");
        }
        List<String> agreed = links.begin(Purpose.CONFIRM, token)
                .map(begun -> opened(begun, token))
                .or(() -> links.begin(Purpose.CONFIRM_ADDRESS, token).map(begun -> corrected(begun, token)))
                .orElseThrow(SignupProblem.LinkInvalid::new);
        // Last: whoever dies before this does it all again, and of those who do it at once one has done it.
        if (!links.finish(token)) {
            throw new SignupProblem.LinkInvalid();
        }
        return agreed;
    }

    private List<String> corrected(Begun begun, String token) {
        return correctAddress.follow(begun.link(), token).newsletters();
    }

    private List<String> opened(Begun begun, String token) {
        Subscriber confirmed = subscribers
                .change(begun.link().subscriber(), found -> isOpen(found) ? found.confirmed(begun.since()) : found)
                .filter(Subscriber::isActive)
                .orElseThrow(SignupProblem.LinkInvalid::new);
        subscribers.addressOf(confirmed).ifPresent(mailedAddresses::forget);
        List<String> agreed =
                chooseNewsletters.also(confirmed.id(), begun.link().newsletters(), How.CONFIRMATION);
        if (begun.since().equals(confirmed.confirmedAt())) {
            welcome(confirmed, Secrets.hash("signed-up:" + token));
        }
        return agreed;
    }

    /** Lets whoever opened the account in, with one mail however often this is done: a further code would void the one in it. */
    private void welcome(Subscriber confirmed, String mail) {
        if (!oweMail.isOwed(mail)) {
            subscribers
                    .addressOf(confirmed)
                    .ifPresent(to -> sendSignInLink.send(confirmed, to, mail, Links.ANY_BROWSER));
        }
    }

    /** What whoever confirms agrees to, in the words that stand in the mail. */
    List<String> newslettersOf(String token) {
        return links.look(Purpose.CONFIRM, token)
                .map(link -> List.copyOf(link.newsletters().values()))
                .orElse(List.of());
    }

    /** Whoever clicks twice has done nothing wrong. */
    boolean wasJustConfirmed(String token) {
        Instant justNow = now().minus(DOUBLE_CLICK);
        return links.wasDoneAfter(Purpose.CONFIRM, token, justNow)
                || links.wasDoneAfter(Purpose.CONFIRM_ADDRESS, token, justNow);
    }

    private static boolean isOpen(Subscriber found) {
        return found.state() == Subscriber.State.UNCONFIRMED || found.isActive();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
