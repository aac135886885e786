package press.lords.article.request;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class FieldsTests {

    @Test
    void tellsAllThatIsWrongAtOnce() {
        assertThat(problemsOf(fields -> {
                    fields.line("headline", " ", 10);
                    fields.text("body", "12345678901", 10);
                }))
                .extracting(FieldProblem::field)
                .containsExactly("headline", "body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u001bb", "a\ud800b", "\udc00", "a\uffffb", "a\u0085b"})
    void refusesWhatIsNoText(String text) {
        assertThat(problemsOf(fields -> fields.text("body", text, 10))).hasSize(1);
    }

    @Test
    void countsCharactersNotTheirHalves() {
        assertThatNoException().isThrownBy(() -> {
            Fields fields = new Fields();
            fields.text("body", "🔔🔔🔔", 3);
            fields.check();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "two\u2028lines", "a\ttab"})
    void aLineIsOneLine(String text) {
        assertThat(problemsOf(fields -> fields.line("headline", text, 100))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "//example.org",
                "ftp://example.org",
                "https://user:secret@example.org",
                "https:///path",
                "http://exa mple.org",
                "x"
            })
    void refusesAddressesThatAreNotOfTheWeb(String address) {
        assertThat(problemsOf(fields -> fields.webAddress("url", address))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T07:00:00", "2026-11-23", "tomorrow", "1763881200", "2026-13-01T00:00:00Z"})
    void refusesMomentsWithoutAnOffset(String moment) {
        assertThat(problemsOf(fields -> fields.moment("at", moment))).hasSize(1);
    }

    @Test
    void refusesSlugsThatRepeatOrAreNull() {
        assertThat(problemsOf(fields -> fields.slugs("authors", List.of("a", "a"), 5)))
                .extracting(FieldProblem::field)
                .containsExactly("authors");
        assertThat(problemsOf(fields -> fields.slugs("authors", Arrays.asList("a", null), 5)))
                .extracting(FieldProblem::field)
                .containsExactly("authors[1]");
        assertThat(problemsOf(fields -> fields.slugs("authors", List.of("a", "b"), 1)))
                .hasSize(1);
    }

    private static List<FieldProblem> problemsOf(Consumer<Fields> checks) {
        Fields fields = new Fields();
        checks.accept(fields);
        return catchThrowableOfType(RequestProblem.InvalidFields.class, fields::check)
                .problems();
    }
}
