package press.lords.article.markdown;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class MarkdownTests {

    private static final int MAX_BODY = 600_000;
    private static final int MAX_HTML = 1_500_000;
    private static final int BOMB = 150_000;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Markdown markdown = new Markdown(MAX_HTML, TIME_LIMIT);

    @Test
    void keepsQuotesAndDashesAsTheyAre() {
        assertThat(markdown.render("“Ring,” she said — *twice*."))
                .isEqualTo("<p>“Ring,” she said — <em>twice</em>.</p>\n");
    }

    @Test
    void escapesHtmlAndDropsDangerousAddresses() {
        assertThat(markdown.render("<script>alert(1)</script>\n\n[go](javascript:alert(1)) <b>x</b>"))
                .doesNotContain("<script", "<b>", "javascript:");
    }

    @Test
    void refusesMoreHtmlThanALimit() {
        assertThatExceptionOfType(MarkdownProblem.TooLarge.class)
                .isThrownBy(() -> markdown.render("\"".repeat(MAX_BODY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[b](c)", "`a`", "a &amp; b", "> a", "- a"})
    void givesUpWhenATextTakesTooLong(String text) {
        Markdown hasty = new Markdown(MAX_HTML, Duration.ZERO);

        assertThatExceptionOfType(MarkdownProblem.TooComplex.class).isThrownBy(() -> hasty.render(text));
    }

    @Test
    void neverTakesLongerForLinksInImagesInLinks() {
        assertTimeoutPreemptively(
                PATIENCE,
                () -> assertThatExceptionOfType(MarkdownProblem.TooComplex.class)
                        .isThrownBy(() -> markdown.render("![[]()".repeat(MAX_BODY / 6))));
    }

    /** Each is costly to renderers that are not careful. */
    static Stream<String> bombs() {
        return Stream.of(
                        "> ",
                        "- ",
                        "1. ",
                        "[",
                        "![",
                        "[a](",
                        "![[]()",
                        "*a ",
                        "*a **a ",
                        "**",
                        "*_",
                        "a**b",
                        "_a_",
                        "<",
                        "<!--",
                        "<?",
                        "<a href=\"",
                        "&",
                        "\\",
                        "`a",
                        "``a`",
                        "[a][",
                        "[a]: b\n",
                        "[a]:",
                        "[a]\n\n",
                        "\n- a\n  ",
                        "# ",
                        "~~~",
                        "***\n",
                        "\t",
                        " ",
                        "a\n",
                        "<x@",
                        "![](",
                        "[](<",
                        "[a](b \"")
                .map(part -> part.repeat(BOMB / part.length()));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("bombs")
    void survivesABomb(String bomb) {
        int length = assertTimeoutPreemptively(PATIENCE, () -> {
            try {
                return markdown.render(bomb).length();
            } catch (MarkdownProblem e) {
                return 0;
            }
        });

        assertThat(length).isLessThanOrEqualTo(MAX_HTML);
    }

    @Test
    void survivesBackticksOfEveryLength() {
        StringBuilder bomb = new StringBuilder();
        for (int length = 1; bomb.length() < BOMB; length++) {
            bomb.append('e').append("`".repeat(length));
        }

        int length = assertTimeoutPreemptively(
                PATIENCE, () -> markdown.render(bomb.toString()).length());

        assertThat(length).isLessThanOrEqualTo(MAX_HTML);
    }

    @Test
    void survivesListsEverDeeper() {
        StringBuilder bomb = new StringBuilder();
        for (int depth = 0; bomb.length() < BOMB; depth++) {
            bomb.append(" ".repeat(2 * depth)).append("- a\n");
        }

        int length = assertTimeoutPreemptively(
                PATIENCE, () -> markdown.render(bomb.toString()).length());

        assertThat(length).isLessThanOrEqualTo(MAX_HTML);
    }
}
