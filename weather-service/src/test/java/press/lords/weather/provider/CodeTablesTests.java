package press.lords.weather.provider;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import press.lords.weather.observation.ConditionCode;

import static org.assertj.core.api.Assertions.assertThat;

class CodeTablesTests {

    @ParameterizedTest
    @CsvSource({
        "0, CLEAR",
        "1, FEW_CLOUDS",
        "2, SCATTERED_CLOUDS",
        "3, OVERCAST",
        "45, FOG",
        "48, FREEZING_FOG",
        "51, LIGHT_DRIZZLE",
        "53, DRIZZLE",
        "55, HEAVY_DRIZZLE",
        "56, FREEZING_DRIZZLE",
        "57, FREEZING_DRIZZLE",
        "61, LIGHT_RAIN",
        "63, RAIN",
        "65, HEAVY_RAIN",
        "66, FREEZING_RAIN",
        "67, FREEZING_RAIN",
        "68, SLEET",
        "71, LIGHT_SNOW",
        "73, SNOW",
        "75, HEAVY_SNOW",
        "77, SNOW_GRAINS",
        "80, LIGHT_SHOWERS",
        "81, SHOWERS",
        "82, HEAVY_SHOWERS",
        "83, SLEET",
        "85, SNOW_SHOWERS",
        "86, HEAVY_SNOW_SHOWERS",
        "95, THUNDERSTORM",
        "96, THUNDERSTORM_WITH_HAIL",
        "97, HEAVY_THUNDERSTORM",
        "99, THUNDERSTORM_WITH_HAIL"
    })
    void mapsEveryWmoCodeOfOpenMeteo(int code, ConditionCode condition) {
        assertThat(WmoCodes.condition(code)).contains(condition);
    }

    @ParameterizedTest
    @CsvSource({"46, FOG", "52, DRIZZLE", "62, RAIN", "72, SNOW", "87, SHOWERS", "91, THUNDERSTORM"})
    void readsAnUnlistedWmoCodeByItsGroup(int code, ConditionCode condition) {
        assertThat(WmoCodes.condition(code)).contains(condition);
    }

    @Test
    void refusesEveryOtherWmoCode() {
        assertThat(IntStream.concat(IntStream.rangeClosed(4, 39), IntStream.of(-1, -45, 100, Integer.MIN_VALUE)))
                .allSatisfy(code -> assertThat(WmoCodes.condition(code)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "200, THUNDERSTORM",
        "201, THUNDERSTORM",
        "202, HEAVY_THUNDERSTORM",
        "210, THUNDERSTORM",
        "211, THUNDERSTORM",
        "212, HEAVY_THUNDERSTORM",
        "221, THUNDERSTORM",
        "230, THUNDERSTORM",
        "231, THUNDERSTORM",
        "232, THUNDERSTORM",
        "300, LIGHT_DRIZZLE",
        "301, DRIZZLE",
        "302, HEAVY_DRIZZLE",
        "310, LIGHT_DRIZZLE",
        "311, DRIZZLE",
        "312, HEAVY_DRIZZLE",
        "313, SHOWERS",
        "314, HEAVY_SHOWERS",
        "321, DRIZZLE",
        "500, LIGHT_RAIN",
        "501, RAIN",
        "502, HEAVY_RAIN",
        "503, HEAVY_RAIN",
        "504, HEAVY_RAIN",
        "511, FREEZING_RAIN",
        "520, LIGHT_SHOWERS",
        "521, SHOWERS",
        "522, HEAVY_SHOWERS",
        "531, SHOWERS",
        "600, LIGHT_SNOW",
        "601, SNOW",
        "602, HEAVY_SNOW",
        "611, SLEET",
        "612, SLEET",
        "613, SLEET",
        "615, SLEET",
        "616, SLEET",
        "620, SNOW_SHOWERS",
        "621, SNOW_SHOWERS",
        "622, HEAVY_SNOW_SHOWERS",
        "701, MIST",
        "711, SMOKE",
        "721, HAZE",
        "731, DUST",
        "741, FOG",
        "751, SAND",
        "761, DUST",
        "762, VOLCANIC_ASH",
        "771, SQUALLS",
        "781, TORNADO",
        "800, CLEAR",
        "801, FEW_CLOUDS",
        "802, SCATTERED_CLOUDS",
        "803, BROKEN_CLOUDS",
        "804, OVERCAST"
    })
    void mapsEveryIdOfOpenWeather(int id, ConditionCode condition) {
        assertThat(OpenWeatherCodes.condition(id)).contains(condition);
    }

    @ParameterizedTest
    @CsvSource({"299, THUNDERSTORM", "333, DRIZZLE", "555, RAIN", "666, SNOW"})
    void readsAnUnlistedIdOfOpenWeatherByItsGroup(int id, ConditionCode condition) {
        assertThat(OpenWeatherCodes.condition(id)).contains(condition);
    }

    @Test
    void refusesEveryOtherIdOfOpenWeather() {
        assertThat(List.of(-803, 0, 3, 100, 199, 400, 499, 700, 782, 805, 899, 900, 962, Integer.MAX_VALUE))
                .allSatisfy(id -> assertThat(OpenWeatherCodes.condition(id)).isEmpty());
    }
}
