package press.lords.weather.observation;

import java.time.Duration;
import java.util.List;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** What is observed and how often; each value is explained in {@code application.yml}. */
@Validated
@ConfigurationProperties("press.observation")
record ObservationSettings(
        @NotEmpty @Size(max = 100) List<@Valid Place> places,

        @NotNull @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration pollInterval,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 5)
        Duration pollWithin,

        @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration staleAfter) {

    /** An unchanged observation is published again after this at the latest, so that it doesn't grow stale while it is confirmed. */
    Duration confirmWithin() {
        return staleAfter.dividedBy(3);
    }

    /** The time from one poll to the next at most: confirming must be possible in time. */
    Duration interval() {
        return pollInterval.compareTo(confirmWithin()) < 0 ? pollInterval : confirmWithin();
    }

    @AssertTrue(message = "must have different ids")
    boolean isPlacesDistinct() {
        return places.stream().map(Place::id).distinct().count() == places.size();
    }
}
