package press.lords.weather.provider;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import press.lords.weather.observation.ConditionCode;

/** OpenWeather's condition ids. One that it doesn't list is read by its group of a hundred, where the group means one thing. */
final class OpenWeatherCodes {

    private OpenWeatherCodes() {}

    static Optional<ConditionCode> condition(int id) {
        return Optional.ofNullable(
                switch (id / 100) {
                    case 2 -> id == 202 || id == 212 ? ConditionCode.HEAVY_THUNDERSTORM : ConditionCode.THUNDERSTORM;
                    case 3 -> drizzle(id);
                    case 5 -> rain(id);
                    case 6 -> snow(id);
                    case 7 -> atmosphere(id);
                    case 8 -> clouds(id);
                    default -> null;
                });
    }

    private static ConditionCode drizzle(int id) {
        return switch (id) {
            case 300, 310 -> ConditionCode.LIGHT_DRIZZLE;
            case 302, 312 -> ConditionCode.HEAVY_DRIZZLE;
            case 313 -> ConditionCode.SHOWERS;
            case 314 -> ConditionCode.HEAVY_SHOWERS;
            default -> ConditionCode.DRIZZLE;
        };
    }

    private static ConditionCode rain(int id) {
        return switch (id) {
            case 500 -> ConditionCode.LIGHT_RAIN;
            case 502, 503, 504 -> ConditionCode.HEAVY_RAIN;
            case 511 -> ConditionCode.FREEZING_RAIN;
            case 520 -> ConditionCode.LIGHT_SHOWERS;
            case 521, 531 -> ConditionCode.SHOWERS;
            case 522 -> ConditionCode.HEAVY_SHOWERS;
            default -> ConditionCode.RAIN;
        };
    }

    private static ConditionCode snow(int id) {
        return switch (id) {
            case 600 -> ConditionCode.LIGHT_SNOW;
            case 602 -> ConditionCode.HEAVY_SNOW;
            case 611, 612, 613, 615, 616 -> ConditionCode.SLEET;
            case 620, 621 -> ConditionCode.SNOW_SHOWERS;
            case 622 -> ConditionCode.HEAVY_SNOW_SHOWERS;
            default -> ConditionCode.SNOW;
        };
    }

    private static @Nullable ConditionCode atmosphere(int id) {
        return switch (id) {
            case 701 -> ConditionCode.MIST;
            case 711 -> ConditionCode.SMOKE;
            case 721 -> ConditionCode.HAZE;
            case 731, 761 -> ConditionCode.DUST;
            case 741 -> ConditionCode.FOG;
            case 751 -> ConditionCode.SAND;
            case 762 -> ConditionCode.VOLCANIC_ASH;
            case 771 -> ConditionCode.SQUALLS;
            case 781 -> ConditionCode.TORNADO;
            default -> null;
        };
    }

    private static @Nullable ConditionCode clouds(int id) {
        return switch (id) {
            case 800 -> ConditionCode.CLEAR;
            case 801 -> ConditionCode.FEW_CLOUDS;
            case 802 -> ConditionCode.SCATTERED_CLOUDS;
            case 803 -> ConditionCode.BROKEN_CLOUDS;
            case 804 -> ConditionCode.OVERCAST;
            default -> null;
        };
    }
}
