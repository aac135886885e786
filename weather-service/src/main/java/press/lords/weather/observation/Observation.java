package press.lords.weather.observation;

import java.math.BigDecimal;
import java.time.Instant;

import press.lords.events.WeatherEvent.Attribution;

/**
 * What a provider says of the weather at one place and moment, already believed: plausible, in our units and rounded as it is shown.
 *
 * @param celsius to one decimal at most
 * @param humidityPercent whole
 * @param windKmh to one decimal at most
 * @param recorded true when it was read from a recording: never to be shown as live
 */
public record Observation(
        ConditionCode condition,
        BigDecimal celsius,
        BigDecimal humidityPercent,
        BigDecimal windKmh,
        Instant observedAt,
        Attribution attribution,
        boolean recorded) {}
