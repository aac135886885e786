package press.lords.gateway.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import press.lords.gateway.view.View.Following;

/**
 * Whether the view lacks anything. Ends of the log are taken now and then; when the view has reached them, it was complete at the moment they were
 * taken.
 */
final class Completeness {

    private final Clock clock;
    private final Duration liveFor;
    private final Duration patience;
    private final Instant startedAt;

    private @Nullable Ends expected;
    private Instant completeAt;
    private @Nullable Instant contactAt;
    private boolean follows;
    private boolean ready;

    private record Ends(Instant at, Map<TopicPartition, Long> offsets) {}

    /**
     * @param completeAt when the view was complete for the last time before this start
     * @param liveFor how long it counts as live without being found complete again
     * @param patience how long a start waits for a broker when there is a view to serve
     */
    Completeness(Clock clock, Instant completeAt, Duration liveFor, Duration patience) {
        this.clock = clock;
        this.completeAt = completeAt;
        this.liveFor = liveFor;
        this.patience = patience;
        this.startedAt = clock.instant();
    }

    /** The log was seen with these ends. Ends not yet reached stand: under steady publishing, later ones would never be. */
    synchronized void expect(Instant at, Map<TopicPartition, Long> offsets) {
        contactAt = at;
        if (expected == null) {
            expected = new Ends(at, offsets);
        }
    }

    synchronized boolean isReached(Map<TopicPartition, Long> next) {
        return expected != null
                && expected.offsets.entrySet().stream()
                        .allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** Readers see everything before these offsets. */
    synchronized void reached(Map<TopicPartition, Long> next) {
        if (expected != null && isReached(next)) {
            completeAt = expected.at;
            expected = null;
            follows = true;
            ready = true;
        }
    }

    /** The log is looked at anew: what was expected of it no longer counts. */
    synchronized void startOver() {
        expected = null;
        follows = false;
    }

    synchronized Instant completeAt() {
        return completeAt;
    }

    synchronized Following following() {
        boolean live = follows && Duration.between(completeAt, clock.instant()).compareTo(liveFor) <= 0;
        return new Following(live, completeAt);
    }

    /** Once true, always true: readers are served whatever happens to the log. */
    synchronized boolean isReady(boolean hasCommittedView) {
        Instant silentSince = contactAt == null ? startedAt : contactAt;
        if (hasCommittedView && Duration.between(silentSince, clock.instant()).compareTo(patience) >= 0) {
            ready = true;
        }
        return ready;
    }
}
