package press.lords.weather.provider;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import press.lords.weather.observation.ConditionCode;

/** WMO code table 4677 as Open-Meteo uses it (0 to 3 are its cloudiness). A code that it doesn't list is read by its group of ten. */
final class WmoCodes {

    private WmoCodes() {}

    static Optional<ConditionCode> condition(int code) {
        return Optional.ofNullable(
                switch (code) {
                    case 0 -> ConditionCode.CLEAR;
                    case 1 -> ConditionCode.FEW_CLOUDS;
                    case 2 -> ConditionCode.SCATTERED_CLOUDS;
                    case 3 -> ConditionCode.OVERCAST;
                    case 48, 49 -> ConditionCode.FREEZING_FOG;
                    case 50, 51 -> ConditionCode.LIGHT_DRIZZLE;
                    case 54, 55 -> ConditionCode.HEAVY_DRIZZLE;
                    case 56, 57 -> ConditionCode.FREEZING_DRIZZLE;
                    case 60, 61 -> ConditionCode.LIGHT_RAIN;
                    case 64, 65 -> ConditionCode.HEAVY_RAIN;
                    case 66, 67 -> ConditionCode.FREEZING_RAIN;
                    case 68, 69, 83, 84 -> ConditionCode.SLEET;
                    case 70, 71 -> ConditionCode.LIGHT_SNOW;
                    case 74, 75 -> ConditionCode.HEAVY_SNOW;
                    case 77 -> ConditionCode.SNOW_GRAINS;
                    case 80 -> ConditionCode.LIGHT_SHOWERS;
                    case 82 -> ConditionCode.HEAVY_SHOWERS;
                    case 85 -> ConditionCode.SNOW_SHOWERS;
                    case 86 -> ConditionCode.HEAVY_SNOW_SHOWERS;
                    case 96, 99 -> ConditionCode.THUNDERSTORM_WITH_HAIL;
                    case 97 -> ConditionCode.HEAVY_THUNDERSTORM;
                    default -> group(code);
                });
    }

    private static @Nullable ConditionCode group(int code) {
        return switch (Math.floorDiv(code, 10)) {
            case 4 -> ConditionCode.FOG;
            case 5 -> ConditionCode.DRIZZLE;
            case 6 -> ConditionCode.RAIN;
            case 7 -> ConditionCode.SNOW;
            case 8 -> ConditionCode.SHOWERS;
            case 9 -> ConditionCode.THUNDERSTORM;
            default -> null;
        };
    }
}
