package press.lords.gateway.view;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The view in figures. */
final class ViewMetrics {

    private final MeterRegistry registry;
    private final Counter applied;
    private final Counter rejected;
    private final Timer commit;
    private final AtomicLong lag = new AtomicLong();

    ViewMetrics(MeterRegistry registry, ArticleIndexes index) {
        this.registry = registry;
        this.applied = registry.counter("press.view.applied");
        this.rejected = registry.counter("press.view.rejected");
        this.commit = registry.timer("press.view.commit");
        Gauge.builder("press.view.lag", lag, AtomicLong::get)
                .description("records of the log that the view hasn't read yet")
                .register(registry);
        Gauge.builder("press.view.documents", index, ArticleIndexes::documents).register(registry);
    }

    void applied() {
        applied.increment();
    }

    void rejected() {
        rejected.increment();
    }

    void lag(long records) {
        lag.set(records);
    }

    void commit(Committing committing) throws IOException {
        Timer.Sample sample = Timer.start(registry);
        committing.run();
        sample.stop(commit);
    }

    /** What a commit does. */
    interface Committing {
        void run() throws IOException;
    }
}
