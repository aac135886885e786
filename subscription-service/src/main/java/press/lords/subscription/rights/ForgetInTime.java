package press.lords.subscription.rights;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import press.lords.subscription.access.passkey.ReadersPasskeys;
import press.lords.subscription.access.session.EndSession;
import press.lords.subscription.delivery.OweMail;
import press.lords.subscription.delivery.Worker;
import press.lords.subscription.ledger.Ledger;
import press.lords.subscription.newsletter.ForgetOldIssues;
import press.lords.subscription.request.NetworkCounts;
import press.lords.subscription.signup.ForgetUnconfirmed;
import press.lords.subscription.signup.Links;
import press.lords.subscription.signup.MailedAddresses;
import press.lords.subscription.signup.SignInCodes;
import press.lords.subscription.signup.Subscribers;

/** Forgets what was kept for long enough, without anyone asking. In our own code, since not every database that we run on does it by itself. */
@Component
class ForgetInTime extends Worker {

    private static final Logger log = LoggerFactory.getLogger(ForgetInTime.class);
    private static final int AT_ONCE = 200;

    private final Subscribers subscribers;
    private final ForgetUnconfirmed forgetUnconfirmed;
    private final OweMail mails;
    private final Ledger ledger;
    private final ForgetOldIssues forgetOldIssues;
    private final Links links;
    private final SignInCodes codes;
    private final MailedAddresses mailedAddresses;
    private final NetworkCounts networkCounts;
    private final EndSession sessions;
    private final ReadersPasskeys passkeys;
    private final EraseSubscriber eraseSubscriber;
    private final RetentionSettings settings;
    private final Clock clock;

    ForgetInTime(
            Subscribers subscribers,
            ForgetUnconfirmed forgetUnconfirmed,
            OweMail mails,
            Ledger ledger,
            ForgetOldIssues forgetOldIssues,
            Links links,
            SignInCodes codes,
            MailedAddresses mailedAddresses,
            NetworkCounts networkCounts,
            EndSession sessions,
            ReadersPasskeys passkeys,
            EraseSubscriber eraseSubscriber,
            RetentionSettings settings,
            Clock clock) {
        super(settings.every());
        this.subscribers = subscribers;
        this.forgetUnconfirmed = forgetUnconfirmed;
        this.mails = mails;
        this.ledger = ledger;
        this.forgetOldIssues = forgetOldIssues;
        this.links = links;
        this.codes = codes;
        this.mailedAddresses = mailedAddresses;
        this.networkCounts = networkCounts;
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.eraseSubscriber = eraseSubscriber;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void work() {
        Instant now = clock.instant();
        long forgotten = forgetUnconfirmed(now.minus(settings.unconfirmed()))
                + mails.forgetBefore(now.minus(settings.mails()))
                + ledger.forgetBefore(now.minus(settings.mails()))
                + forgetOldIssues.before(now.minus(settings.mails()))
                + links.forgetExpired(now)
                + codes.forgetExpired(now)
                + mailedAddresses.forgetBefore(now.minus(Duration.ofDays(1)))
                + networkCounts.forgetFull(now)
                + sessions.forgetExpired()
                + passkeys.forgetExpired(now)
                + eraseSubscriber.finishCutOff(AT_ONCE);
        if (forgotten > 0) {
            log.info("{} entries were kept for long enough and are forgotten", forgotten);
        }
    }

    private long forgetUnconfirmed(Instant before) {
        long forgotten = 0;
        List<String> due;
        do {
            due = subscribers.unconfirmedBefore(before, AT_ONCE);
            for (String id : due) {
                forgotten += forgetUnconfirmed.forget(id, before) ? 1 : 0;
            }
        } while (due.size() == AT_ONCE && !isStopping());
        return forgotten;
    }
}
