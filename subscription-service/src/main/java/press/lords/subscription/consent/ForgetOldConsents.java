package press.lords.subscription.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Proof is kept as long as somebody may ask for it, and no longer. Any number of instances may forget at once. */
@Component
class ForgetOldConsents {

    private static final Logger log = LoggerFactory.getLogger(ForgetOldConsents.class);
    private static final int AT_A_TIME = 500;

    private final Visitors visitors;
    private final ConsentSettings settings;
    private final Clock clock;

    ForgetOldConsents(Visitors visitors, ConsentSettings settings, Clock clock) {
        this.visitors = visitors;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void whatIsTooOld() {
        Instant moment = clock.instant().minus(settings.keptFor());
        long forgotten = 0;
        long now;
        do {
            now = some(moment);
            forgotten += now;
            // What is still to be sent can't be forgotten yet and comes again in the next batch: not for ever.
        } while (now > 0);
        if (forgotten > 0) {
            log.info("{} visitors' consents forgotten, the last choice of each was before {}", forgotten, moment);
        }
    }

    private long some(Instant moment) {
        return visitors.quietSince(moment, AT_A_TIME).stream()
                .filter(id -> visitors.forget(id, moment))
                .count();
    }
}
