package press.lords.subscription.access.session;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import press.lords.subscription.request.RequestLimit;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.EmailAddress;
import press.lords.subscription.signup.Links;
import press.lords.subscription.signup.Links.Link;
import press.lords.subscription.signup.Links.Purpose;
import press.lords.subscription.signup.SignInCodes;
import press.lords.subscription.signup.Subscribe;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;

/** Signs a reader in by the link or the code from a mail, once each, and only a reader whose account is active at this moment. */
@Service
class OpenSession {

    private final Links links;
    private final SignInCodes codes;
    private final Subscribers subscribers;
    private final Sessions sessions;
    private final Credentials credentials;
    private final RequestLimit tries;

    OpenSession(
            Links links,
            SignInCodes codes,
            Subscribers subscribers,
            Sessions sessions,
            Credentials credentials,
            SessionSettings settings) {
        this.links = links;
        this.codes = codes;
        this.subscribers = subscribers;
        this.sessions = sessions;
        this.credentials = credentials;
        this.tries = new RequestLimit(settings.codesPerNetwork(), settings.codesInAll(), Duration.ofMinutes(1));
    }

    Credentials.Pair open(
            @Nullable String token, @Nullable String email, @Nullable String code, String browser, String caller) {
        if (token != null && (email != null || code != null)) {
            throw new RequestProblem.InvalidFields("token", "must not come with an address or a code");
        }
        return token != null ? byLink(token, browser) : byCode(Subscribe.address(email), code, caller);
    }

    private Credentials.Pair byLink(String token, String browser) {
        return links.redeem(Purpose.SIGN_IN, token, browser)
                .map(Link::subscriber)
                .flatMap(this::signIn)
                .orElseThrow(SessionProblem.SignInRefused::new);
    }

    private Credentials.Pair byCode(EmailAddress address, @Nullable String code, String caller) {
        if (code == null || code.isBlank()) {
            throw new RequestProblem.InvalidFields("code", "must not be missing");
        }
        tries.count(caller);
        String subscriber = subscribers.find(address).map(Subscriber::id).orElseGet(() -> subscribers.mailbox(address));
        if (!codes.redeem(subscriber, code)) {
            throw new SessionProblem.SignInRefused();
        }
        return signIn(subscriber).orElseThrow(SessionProblem.SignInRefused::new);
    }

    private Optional<Credentials.Pair> signIn(String subscriber) {
        return subscribers
                .find(subscriber)
                .filter(Subscriber::isActive)
                .map(found -> credentials.of(sessions.open(found.id()), found));
    }
}
