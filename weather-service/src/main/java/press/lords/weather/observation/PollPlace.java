package press.lords.weather.observation;

import java.time.Clock;
import java.time.Instant;

/** One poll of one place: asks the provider, and publishes what it says. */
final class PollPlace implements Runnable {

    private final Place place;
    private final WeatherProvider provider;
    private final PublishObservation publishObservation;
    private final PollMetrics metrics;
    private final Clock clock;
    private final Outage providerOutage;

    PollPlace(
            Place place,
            WeatherProvider provider,
            PublishObservation publishObservation,
            PollMetrics metrics,
            Clock clock) {
        this.place = place;
        this.provider = provider;
        this.publishObservation = publishObservation;
        this.metrics = metrics;
        this.clock = clock;
        this.providerOutage = new Outage("asking " + provider.name() + " for the weather of " + place.id());
    }

    @Override
    public void run() {
        try {
            Observation observation = provider.observe(place);
            Instant observed = clock.instant();
            providerOutage.succeeded();
            metrics.polled(
                    provider.name(),
                    publishObservation.publish(place, observation).label());
            metrics.observed(place.id(), observed);
        } catch (NoObservation e) {
            providerOutage.failed(e.reason().label());
            metrics.polled(provider.name(), e.reason().label());
        }
    }
}
