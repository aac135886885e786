package press.lords.web;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What isn't read, and what is said of it. */
class StrictJsonTests {

    static final JsonMapper JSON = strict();

    @Test
    void readsWhatIsMeant() {
        assertThat(JSON.readValue(
                        "{\"headline\":\"a\",\"kind\":\"special-report\",\"pages\":[{\"number\":1}]}", Draft.class))
                .isEqualTo(new Draft("a", Kind.SPECIAL_REPORT, List.of(new Page(1))));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"headlin\":\"a\"}                   | headlin         | is not a known field",
                "{\"pages\":[null,{\"number\":1,\"nr\":1}]} | pages[1].nr     | is not a known field",
                "{\"headline\":1}                      | headline        | is of a wrong type or not one of the known values",
                "{\"headline\":true}                   | headline        | is of a wrong type or not one of the known values",
                "{\"headline\":[]}                     | headline        | is of a wrong type or not one of the known values",
                "{\"kind\":0}                          | kind            | is of a wrong type or not one of the known values",
                "{\"kind\":\"\"}                       | kind            | is of a wrong type or not one of the known values",
                "{\"kind\":\"SPECIAL_REPORT\"}         | kind            | is of a wrong type or not one of the known values",
                "{\"pages\":[{\"number\":\"1\"}]}        | pages[0].number | is of a wrong type or not one of the known values",
                "[]                                  | body            | is of a wrong type or not one of the known values",
                "{\"headline\":\"a\",\"headline\":\"b\"} | body            | is not JSON, or says a field twice, at line 1, column 27",
                "{\"headline\":                        | body            | is not JSON, or says a field twice, at line 1, column 13",
                "{} {}                               | body            | is of a wrong type or not one of the known values"
            })
    void refusesWhatIsGuesswork(String text, String field, String message) {
        JacksonException refusal =
                catchThrowableOfType(JacksonException.class, () -> JSON.readValue(text, Draft.class));

        assertThat(UnreadableJson.explain(refusal)).isEqualTo(new UnreadableJson(field, message));
    }

    @Test
    void cutsTheNameOfAFieldThatIsLong() {
        JacksonException refusal = catchThrowableOfType(
                JacksonException.class, () -> JSON.readValue("{\"" + "x".repeat(1_000) + "\":1}", Draft.class));

        assertThat(UnreadableJson.explain(refusal).field()).isEqualTo("x".repeat(100));
    }

    @Test
    void saysThatNothingWasSent() {
        assertThat(UnreadableJson.explain(null)).isEqualTo(new UnreadableJson("body", "must not be missing"));
    }

    private static JsonMapper strict() {
        // As Spring Boot writes problems.
        JsonMapper.Builder builder =
                JsonMapper.builder().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class);
        new StrictJson().strictReading().customize(builder);
        return builder.build();
    }

    record Draft(String headline, Kind kind, List<Page> pages) {}

    record Page(int number) {}

    enum Kind {
        NEWS,
        SPECIAL_REPORT
    }
}
