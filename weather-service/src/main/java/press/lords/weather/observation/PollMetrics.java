package press.lords.weather.observation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;

/** {@code weather.polls} by provider and outcome; {@code weather.observation.age} by place, of the last good observation of this instance. */
final class PollMetrics {

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, Instant> lastObserved = new ConcurrentHashMap<>();

    PollMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    void polled(String provider, String outcome) {
        registry.counter("weather.polls", "provider", provider, "outcome", outcome)
                .increment();
    }

    /** Of the places of the configuration only, so the map is as small as that list. */
    void observed(String placeId, Instant at) {
        if (lastObserved.put(placeId, at) == null) {
            TimeGauge.builder("weather.observation.age", () -> ageMillis(placeId), TimeUnit.MILLISECONDS)
                    .tag("place", placeId)
                    .register(registry);
        }
    }

    private long ageMillis(String placeId) {
        return Duration.between(lastObserved.getOrDefault(placeId, Instant.EPOCH), clock.instant())
                .toMillis();
    }
}
