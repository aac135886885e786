package press.lords.weather.observation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import press.lords.events.WeatherEvent.Observed;

/** The last published observations of the configured places. */
public final class Observations {

    private static final Duration KEPT = Duration.ofSeconds(2);

    private final ObservationJournal journal;
    private final List<Place> places;
    private final Clock clock;
    private volatile Answer last = new Answer(Instant.EPOCH, List.of());

    Observations(ObservationJournal journal, List<Place> places, Clock clock) {
        this.journal = journal;
        this.places = places;
        this.clock = clock;
    }

    /** In the order of the configuration; a place without an observation yet is left out. At most two seconds old, however many ask. */
    public List<Current> current() {
        Instant now = clock.instant();
        Answer answer = last;
        if (Duration.between(answer.at, now).abs().compareTo(KEPT) > 0) {
            answer = new Answer(now, read());
            last = answer;
        }
        return answer.current;
    }

    private List<Current> read() {
        return places.stream()
                .map(Place::id)
                .flatMap(id -> journal.last(id).map(found -> new Current(id, found)).stream())
                .toList();
    }

    private record Answer(Instant at, List<Current> current) {}

    /** A place's last observation. */
    public record Current(String placeId, Observed observed) {
        /** Whether its provider has not confirmed it for too long. */
        public boolean isStale(Instant now) {
            return !now.isBefore(observed.staleAfter());
        }
    }
}
