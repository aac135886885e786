package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.Links.Link;
import press.lords.subscription.signup.Links.Purpose;
import press.lords.subscription.signup.NewsletterConsents.How;

/** Opens the account of who reads the mail at an address, with the newsletters that the mail asked about. */
@Service
class ConfirmSubscription {

    private static final Duration DOUBLE_CLICK = Duration.ofMinutes(10);

    private final Links links;
    private final Subscribers subscribers;
    private final ChooseNewsletters chooseNewsletters;
    private final SendSignInLink sendSignInLink;
    private final Suppressions suppressions;
    private final CorrectAddress correctAddress;
    private final Clock clock;

    ConfirmSubscription(
            Links links,
            Subscribers subscribers,
            ChooseNewsletters chooseNewsletters,
            SendSignInLink sendSignInLink,
            Suppressions suppressions,
            CorrectAddress correctAddress,
            Clock clock) {
        this.links = links;
        this.subscribers = subscribers;
        this.chooseNewsletters = chooseNewsletters;
        this.sendSignInLink = sendSignInLink;
        this.suppressions = suppressions;
        this.correctAddress = correctAddress;
        this.clock = clock;
    }

    /** The newsletters that the reader gets from now on. */
    List<String> confirm(@Nullable String token) {
        if (token == null) {
            throw new RequestProblem.InvalidFields("token", "must not be missing");
        }
        Optional<Link> link = links.redeem(Purpose.CONFIRM, token);
        return link.isPresent() ? opened(link.get(), token) : corrected(token);
    }

    private List<String> corrected(String token) {
        return links.redeem(Purpose.CONFIRM_ADDRESS, token)
                .map(correctAddress::follow)
                .map(Subscriber::newsletters)
                .orElseThrow(SignupProblem.LinkInvalid::new);
    }

    private List<String> opened(Link link, String token) {
        Optional<Subscriber> before = subscribers.find(link.subscriber());
        Instant now = now();
        Subscriber confirmed = subscribers
                .change(link.subscriber(), found -> isOpen(found) ? found.confirmed(now) : found)
                .filter(Subscriber::isActive)
                .orElseThrow(SignupProblem.LinkInvalid::new);
        Optional.ofNullable(confirmed.mailbox()).ifPresent(suppressions::remove);
        List<String> agreed = chooseNewsletters.also(confirmed.id(), link.newsletters(), How.CONFIRMATION);
        if (before.isPresent() && !before.get().isActive()) {
            subscribers
                    .addressOf(confirmed)
                    .ifPresent(to ->
                            sendSignInLink.send(confirmed, to, Secrets.hash("signed-up:" + token), Links.ANY_BROWSER));
        }
        return agreed;
    }

    /** Whoever clicks twice has done nothing wrong. */
    boolean wasJustConfirmed(String token) {
        Instant justNow = now().minus(DOUBLE_CLICK);
        return links.wasUsedAfter(Purpose.CONFIRM, token, justNow)
                || links.wasUsedAfter(Purpose.CONFIRM_ADDRESS, token, justNow);
    }

    private static boolean isOpen(Subscriber found) {
        return found.state() == Subscriber.State.UNCONFIRMED || found.isActive();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
