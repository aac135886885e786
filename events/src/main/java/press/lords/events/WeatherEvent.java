package press.lords.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;

/** What is known of the weather at a place. The thing's id is the place's. */
public sealed interface WeatherEvent extends Event {

    /**
     * The last observation, from this revision on.
     *
     * @param observedAt when the provider says it was measured
     * @param confirmedAt when the provider last answered with it
     * @param staleAfter the moment from which it no longer counts as current unless confirmed again
     * @param recorded true when it was read from a recording: never to be shown as live
     */
    record Observed(
            Place place,
            Condition condition,
            Measure temperature,
            Measure humidity,
            Measure wind,
            Instant observedAt,
            Instant confirmedAt,
            Instant staleAfter,
            Attribution attribution,
            boolean recorded)
            implements WeatherEvent {}

    /** @param label as the paper writes it, whatever the provider says */
    record Place(String label, ZoneId zone) {}

    /** One of the closed list of conditions, such as {@code broken-clouds}, "Broken clouds". */
    record Condition(String code, String label) {}

    /**
     * A value with its unit: °C, % or km/h.
     *
     * @param label ready to be shown, such as "15.7°C"
     */
    record Measure(BigDecimal value, String unit, String label) {}

    /** Whom to thank for the data. */
    record Attribution(String text, String url) {}
}
