package press.lords.weather.observation;

import java.time.Instant;
import java.util.List;

import press.lords.events.WeatherEvent.Observed;

/** The last published observations of the configured places. */
public final class Observations {

    private final ObservationJournal journal;
    private final List<Place> places;

    Observations(ObservationJournal journal, List<Place> places) {
        this.journal = journal;
        this.places = places;
    }

    /** In the order of the configuration; a place without an observation yet is left out. */
    public List<Current> current() {
        return places.stream()
                .map(Place::id)
                .flatMap(id -> journal.last(id).map(last -> new Current(id, last)).stream())
                .toList();
    }

    /** A place's last observation. */
    public record Current(String placeId, Observed observed) {
        /** Whether its provider has not confirmed it for too long. */
        public boolean isStale(Instant now) {
            return !now.isBefore(observed.staleAfter());
        }
    }
}
