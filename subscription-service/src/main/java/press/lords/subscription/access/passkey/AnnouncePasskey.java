package press.lords.subscription.access.passkey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.springframework.stereotype.Service;
import press.lords.subscription.delivery.Letter;
import press.lords.subscription.delivery.OweMail;
import press.lords.subscription.delivery.OwedMail;
import press.lords.subscription.signup.Secrets;
import press.lords.subscription.signup.Subscribers;

/**
 * Mails a reader that a passkey was added, so that nobody does it in their name unnoticed. Done once, whoever dies meanwhile: none opens a
 * session before it was.
 */
@Service
class AnnouncePasskey {

    private static final Duration OF_USE_FOR = Duration.ofDays(7);

    private final Subscribers subscribers;
    private final Passkeys passkeys;
    private final OweMail oweMail;
    private final Clock clock;

    AnnouncePasskey(Subscribers subscribers, Passkeys passkeys, OweMail oweMail, Clock clock) {
        this.subscribers = subscribers;
        this.passkeys = passkeys;
        this.oweMail = oweMail;
        this.clock = clock;
    }

    void announce(Passkey passkey) {
        if (passkey.announced()) {
            return;
        }
        Instant until = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(OF_USE_FOR);
        String mail = Secrets.hash("passkey-added:" + passkey.id());
        subscribers
                .find(passkey.subscriber())
                .flatMap(subscribers::addressOf)
                .ifPresent(address -> oweMail.owe(new OwedMail(
                        mail, passkey.subscriber(), Letter.PASSKEY_ADDED, until, address.text(), Map.of())));
        passkeys.announced(passkey);
    }
}
