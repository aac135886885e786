package press.lords.subscription.mailing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.springframework.stereotype.Component;
import press.lords.subscription.delivery.Attempt;
import press.lords.subscription.ledger.LedgerCounts;

/** What operators watch: what became of attempts, and how the rows of unfinished issues stand. */
@Component
class MailingMeters {

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> rows = new ConcurrentHashMap<>();

    MailingMeters(MeterRegistry registry) {
        this.registry = registry;
        show(LedgerCounts.NONE);
    }

    void count(Attempt attempt) {
        registry.counter("press.newsletters.attempts", "outcome", attempt.outcome())
                .increment();
    }

    /** Attempts of senders that died. */
    void countReclaimed(long reclaimed) {
        registry.counter("press.newsletters.attempts", "outcome", "reclaimed").increment((double) reclaimed);
    }

    /** @param counts of all unfinished issues together */
    void show(LedgerCounts counts) {
        show("open", counts.open());
        show("sent", counts.sent());
        show("suppressed", counts.suppressed());
        show("failed", counts.failed());
        show("maybe", counts.maybe());
    }

    private void show(String state, long count) {
        rows.computeIfAbsent(state, this::gauge).set(count);
    }

    private AtomicLong gauge(String state) {
        AtomicLong value = new AtomicLong();
        registry.gauge("press.newsletters.rows", Tags.of("state", state), value);
        return value;
    }
}
