package press.lords.weather.observation;

import java.util.Locale;

/** The closed list of conditions that pages show. Each provider's codes are mapped to it; a code that fits none is no observation. */
public enum ConditionCode {
    CLEAR("Clear sky"),
    FEW_CLOUDS("Few clouds"),
    SCATTERED_CLOUDS("Scattered clouds"),
    BROKEN_CLOUDS("Broken clouds"),
    OVERCAST("Overcast"),
    MIST("Mist"),
    HAZE("Haze"),
    FOG("Fog"),
    FREEZING_FOG("Freezing fog"),
    SMOKE("Smoke"),
    DUST("Dust"),
    SAND("Sand"),
    VOLCANIC_ASH("Volcanic ash"),
    SQUALLS("Squalls"),
    TORNADO("Tornado"),
    LIGHT_DRIZZLE("Light drizzle"),
    DRIZZLE("Drizzle"),
    HEAVY_DRIZZLE("Heavy drizzle"),
    FREEZING_DRIZZLE("Freezing drizzle"),
    LIGHT_RAIN("Light rain"),
    RAIN("Rain"),
    HEAVY_RAIN("Heavy rain"),
    FREEZING_RAIN("Freezing rain"),
    LIGHT_SHOWERS("Light showers"),
    SHOWERS("Showers"),
    HEAVY_SHOWERS("Heavy showers"),
    SLEET("Sleet"),
    LIGHT_SNOW("Light snow"),
    SNOW("Snow"),
    HEAVY_SNOW("Heavy snow"),
    SNOW_GRAINS("Snow grains"),
    SNOW_SHOWERS("Snow showers"),
    HEAVY_SNOW_SHOWERS("Heavy snow showers"),
    THUNDERSTORM("Thunderstorm"),
    HEAVY_THUNDERSTORM("Heavy thunderstorm"),
    THUNDERSTORM_WITH_HAIL("Thunderstorm with hail");

    private final String label;

    ConditionCode(String label) {
        this.label = label;
    }

    /** How it is named in events and pages, such as {@code broken-clouds}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As readers see it, such as "Broken clouds". */
    public String label() {
        return label;
    }
}
