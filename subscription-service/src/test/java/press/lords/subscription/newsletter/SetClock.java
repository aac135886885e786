package press.lords.subscription.newsletter;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until a test says what time it is. */
final class SetClock extends Clock {

    private volatile Instant now;

    SetClock(String now) {
        this.now = Instant.parse(now);
    }

    void set(String moment) {
        now = Instant.parse(moment);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
