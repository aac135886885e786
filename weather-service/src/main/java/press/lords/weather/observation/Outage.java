package press.lords.weather.observation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that something fails and once that it works again, however often it is tried in between. Used by one thread at a time. */
final class Outage {

    private static final Logger log = LoggerFactory.getLogger(Outage.class);

    private final String what;
    private volatile boolean ongoing;

    Outage(String what) {
        this.what = what;
    }

    void failed(String reason) {
        if (!ongoing) {
            ongoing = true;
            log.warn("{} fails ({}); it is tried again quietly, pages keep the last observation", what, reason);
        }
    }

    void succeeded() {
        if (ongoing) {
            ongoing = false;
            log.info("{} works again", what);
        }
    }
}
