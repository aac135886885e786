package press.lords.subscription.signup;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import press.lords.subscription.request.Network;
import press.lords.subscription.request.RequestLimit;
import press.lords.subscription.request.RequestLimits;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.Requests.Kind;
import press.lords.subscription.vault.KeyedHash;
import press.lords.subscription.vault.Vault;

/**
 * Takes down that someone wants something for an address: to subscribe, or to sign in. The address isn't looked up here, so the answer, and
 * the time it takes, can't tell what we know of it.
 */
@Service
public class Subscribe {

    private final Requests requests;
    private final NewsletterSettings newsletters;
    private final RequestWorker worker;
    private final KeyedHash networks;
    /** One for each kind, or a flood of sign-ups would keep readers from signing in. */
    private final Map<Kind, RequestLimit> limits = new EnumMap<>(Kind.class);

    Subscribe(
            Requests requests,
            NewsletterSettings newsletters,
            RequestWorker worker,
            Vault vault,
            SignupSettings settings,
            RequestLimits requestLimits) {
        this.requests = requests;
        this.newsletters = newsletters;
        this.worker = worker;
        this.networks = vault.keyedHash("networks");
        for (Kind kind : Kind.values()) {
            limits.put(kind, requestLimits.perMinute("request/" + kind, settings.perNetwork(), settings.inAll()));
        }
    }

    void subscribe(@Nullable String email, @Nullable List<@Nullable String> named, String caller) {
        EmailAddress address = address(email);
        take(Kind.SUBSCRIBE, address, newsletters.checked(named), Links.ANY_BROWSER, caller);
    }

    /**
     * A link to sign in, if the address is a reader's.
     *
     * @param browser who alone may follow the link, as {@link Links} has it
     */
    public void askForLink(@Nullable String email, String browser, String caller) {
        take(Kind.SIGN_IN, address(email), List.of(), browser, caller);
    }

    private void take(Kind kind, EmailAddress address, List<String> wanted, String browser, String caller) {
        Objects.requireNonNull(limits.get(kind)).count(caller);
        requests.add(kind, address, wanted, browser, networks.of(Network.of(caller) + "|" + address.mailbox()));
        worker.wake();
    }

    /** What a field says, if it is an address. */
    public static EmailAddress address(@Nullable String email) {
        if (email == null) {
            throw new RequestProblem.InvalidFields("email", "must not be missing");
        }
        return EmailAddress.parse(email)
                .orElseThrow(() -> new RequestProblem.InvalidFields("email", "must be a mail address"));
    }
}
