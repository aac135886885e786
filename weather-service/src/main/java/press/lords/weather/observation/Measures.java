package press.lords.weather.observation;

import java.math.BigDecimal;

import press.lords.events.WeatherEvent.Measure;

/** Values with their units and the labels that pages show: the shortest form of one decimal at most, so "15.7°C" and "16°C". */
final class Measures {

    private Measures() {}

    static Measure celsius(BigDecimal value) {
        return measure(value, "°C", "");
    }

    static Measure percent(BigDecimal value) {
        return measure(value, "%", "");
    }

    static Measure kmh(BigDecimal value) {
        return measure(value, "km/h", " ");
    }

    private static Measure measure(BigDecimal value, String unit, String space) {
        BigDecimal shortest = shortest(value);
        return new Measure(shortest, unit, shortest.toPlainString() + space + unit);
    }

    /** Also makes values comparable: 16.0 and 16 become equal. */
    private static BigDecimal shortest(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
