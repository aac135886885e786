package press.lords.weather.observation;

import java.math.BigDecimal;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MeasuresTests {

    @ParameterizedTest
    @CsvSource({"15.7, 15.7°C", "16.0, 16°C", "20, 20°C", "-0.4, -0.4°C", "0.0, 0°C", "-10.0, -10°C"})
    void showsATemperatureInItsShortestForm(BigDecimal value, String label) {
        assertThat(Measures.celsius(value).label()).isEqualTo(label);
        assertThat(Measures.celsius(value).unit()).isEqualTo("°C");
    }

    @Test
    void showsHumidityAndWindWithTheirUnits() {
        assertThat(Measures.percent(new BigDecimal("62")).label()).isEqualTo("62%");
        assertThat(Measures.percent(new BigDecimal("100")).label()).isEqualTo("100%");
        assertThat(Measures.kmh(new BigDecimal("8.3")).label()).isEqualTo("8.3 km/h");
        assertThat(Measures.kmh(new BigDecimal("120.0")).label()).isEqualTo("120 km/h");
    }

    @Test
    void equalValuesAreEqualHoweverTheyWereWritten() {
        assertThat(Measures.celsius(new BigDecimal("16.0"))).isEqualTo(Measures.celsius(new BigDecimal("16")));
    }

    @Test
    void everyConditionHasItsOwnCodeAndLabel() {
        assertThat(ConditionCode.BROKEN_CLOUDS.code()).isEqualTo("broken-clouds");
        assertThat(ConditionCode.BROKEN_CLOUDS.label()).isEqualTo("Broken clouds");
        assertThat(Arrays.stream(ConditionCode.values()).map(ConditionCode::label))
                .doesNotHaveDuplicates()
                .allMatch(label -> label.matches("[A-Z][a-z]+( [a-z]+)*"));
        assertThat(Arrays.stream(ConditionCode.values()).map(ConditionCode::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"));
    }
}
