package press.lords.weather.observation;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

import press.lords.events.WeatherEvent;
import press.lords.events.WeatherEvent.Condition;
import press.lords.events.WeatherEvent.Observed;
import press.lords.weather.observation.ObservationJournal.Standing;

/** Publishes an observation when readers should know: it says something else than the last one, or confirming that one is due. */
final class PublishObservation {

    private static final int ATTEMPTS = 3;

    private final ObservationJournal journal;
    private final ObservationSettings settings;
    private final Clock clock;

    PublishObservation(ObservationJournal journal, ObservationSettings settings, Clock clock) {
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
    }

    Outcome publish(Place place, Observation observation) {
        Instant now = clock.instant();
        Observed next = event(place, observation, now);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Standing standing = journal.standing(place.id());
            Outcome outcome = outcome(standing, next, now);
            if (outcome != Outcome.PUBLISHED || journal.commit(place.id(), standing, now, next)) {
                return outcome;
            }
        }
        return Outcome.OVERTAKEN;
    }

    private Outcome outcome(Standing standing, Observed next, Instant now) {
        return switch (Verdict.of(standing.last(), next, settings.confirmWithin(), settings.interval())) {
            case CHANGED, CONFIRMED -> standing.pace().allows(now) ? Outcome.PUBLISHED : Outcome.PACED;
            case UNCHANGED -> Outcome.UNCHANGED;
            case OLDER -> Outcome.OLDER;
        };
    }

    private Observed event(Place place, Observation observation, Instant now) {
        ConditionCode condition = observation.condition();
        return new Observed(
                new WeatherEvent.Place(place.label(), place.zone()),
                new Condition(condition.code(), condition.label()),
                Measures.celsius(observation.celsius()),
                Measures.percent(observation.humidityPercent()),
                Measures.kmh(observation.windKmh()),
                observation.observedAt(),
                now,
                now.plus(settings.staleAfter()),
                observation.attribution(),
                observation.recorded());
    }

    /** What became of an observation. */
    enum Outcome {
        PUBLISHED,
        UNCHANGED,
        OLDER,
        /** It would be one record too many; it is kept back until the {@link Pace} allows the next. */
        PACED,
        /** Other instances published first, each time. */
        OVERTAKEN;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
