package press.lords.weather.observation;

import java.time.Clock;
import java.time.Instant;

import com.mongodb.MongoException;

/** One poll of one place: asks the provider if no other instance does, and publishes what it says. Never runs twice at a time. */
final class PollPlace implements Runnable {

    private final Place place;
    private final WeatherProvider provider;
    private final PollingLeases leases;
    private final PublishObservation publishObservation;
    private final PollMetrics metrics;
    private final Clock clock;
    private final Outage providerOutage;
    private final Outage databaseOutage;

    PollPlace(
            Place place,
            WeatherProvider provider,
            PollingLeases leases,
            PublishObservation publishObservation,
            PollMetrics metrics,
            Clock clock) {
        this.place = place;
        this.provider = provider;
        this.leases = leases;
        this.publishObservation = publishObservation;
        this.metrics = metrics;
        this.clock = clock;
        this.providerOutage = new Outage("asking " + provider.name() + " for the weather of " + place.id());
        this.databaseOutage = new Outage("keeping the weather of " + place.id() + " in the database");
    }

    @Override
    public void run() {
        try {
            if (leases.take(provider.name(), place.id())) {
                poll();
            }
            databaseOutage.succeeded();
        } catch (MongoException e) {
            databaseOutage.failed(e.getClass().getSimpleName());
            metrics.polled(provider.name(), "database-failed");
        }
    }

    private void poll() {
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
