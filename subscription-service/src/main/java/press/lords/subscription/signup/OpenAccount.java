package press.lords.subscription.signup;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.springframework.stereotype.Service;
import press.lords.subscription.vault.ReaderKeys;

/** Accounts of those who were invited, in place of asking for one themselves. */
@Service
public class OpenAccount {

    private final Subscribers subscribers;
    private final MailedAddresses mailedAddresses;
    private final ReaderKeys keys;
    private final Clock clock;

    OpenAccount(Subscribers subscribers, MailedAddresses mailedAddresses, ReaderKeys keys, Clock clock) {
        this.subscribers = subscribers;
        this.mailedAddresses = mailedAddresses;
        this.keys = keys;
        this.clock = clock;
    }

    /** The account of that address; one that nobody has confirmed when there was none. */
    public Subscriber at(EmailAddress address) {
        return subscribers.find(address).orElseGet(() -> added(address));
    }

    private Subscriber added(EmailAddress address) {
        String id = Secrets.id();
        keys.make(id);
        if (!subscribers.add(id, address)) {
            keys.destroy(id);
        }
        return subscribers
                .find(address)
                .orElseThrow(() -> new IllegalStateException("an account went as soon as it was made"));
    }

    /** Whoever follows a link in a mail reads at the address. Empty for an account that isn't open to anyone now. */
    public Optional<Subscriber> confirm(String id) {
        Optional<Subscriber> confirmed = subscribers
                .change(
                        id,
                        found -> found.state() == Subscriber.State.UNCONFIRMED
                                ? found.confirmed(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                                : found)
                .filter(Subscriber::isActive);
        confirmed.flatMap(subscribers::addressOf).ifPresent(mailedAddresses::forget);
        return confirmed;
    }
}
