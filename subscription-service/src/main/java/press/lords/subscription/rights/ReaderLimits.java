package press.lords.subscription.rights;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.springframework.stereotype.Component;
import press.lords.subscription.audit.Action;
import press.lords.subscription.audit.AuditTrail;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.NewsletterConsents;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;

/** What one reader may do in a day of that which is written down for good. Taking something back is no part of it. */
@Component
class ReaderLimits {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int EXPORTS = 10;
    private static final int CHOICES = 100;

    private final AuditTrail audit;
    private final NewsletterConsents consents;
    private final Subscribers subscribers;
    private final Clock clock;

    ReaderLimits(AuditTrail audit, NewsletterConsents consents, Subscribers subscribers, Clock clock) {
        this.audit = audit;
        this.consents = consents;
        this.subscribers = subscribers;
        this.clock = clock;
    }

    void mayExport(String reader) {
        refuseMoreThan(EXPORTS, audit.since(yesterday(), Action.READER_EXPORTED, reader));
    }

    /** Whoever can't add a newsletter has none to give up again and again. */
    void mayChoose(String reader, List<String> newsletters) {
        boolean adds = !subscribers
                .find(reader)
                .map(Subscriber::newsletters)
                .orElse(List.of())
                .containsAll(newsletters);
        if (adds) {
            refuseMoreThan(CHOICES, consents.since(yesterday(), reader));
        }
    }

    /** @param times of what was done, the oldest first */
    private void refuseMoreThan(int inADay, List<Instant> times) {
        if (times.size() >= inADay) {
            Instant next = times.get(times.size() - inADay).plus(DAY);
            throw new RequestProblem.TooMany(Duration.between(clock.instant(), next));
        }
    }

    private Instant yesterday() {
        return clock.instant().minus(DAY);
    }
}
