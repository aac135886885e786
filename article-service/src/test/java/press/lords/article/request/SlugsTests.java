package press.lords.article.request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SlugsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The Bells of Århus              | the-bells-of-arhus
            Lord’s “Press” — a journal!     | lords-press-a-journal
            Straße, Łódź, Þingvellir, Œuvre | strasse-lodz-thingvellir-oeuvre
            --- 1984 ---                    | 1984
            ﬁne ① ½                         | fine-1-1-2
            Привет                          | article
            """)
    void foldsATextToAscii(String text, String slug) {
        assertThat(Slugs.derivedFrom(text, "article")).isEqualTo(slug);
    }

    @Test
    void cutsALongTextBetweenWords() {
        String slug = Slugs.derivedFrom("abcdefghi ".repeat(20), "article");

        assertThat(slug).hasSizeLessThanOrEqualTo(Slugs.MAX_LENGTH).endsWith("abcdefghi");
        assertThat(Slugs.isWellFormed(slug)).isTrue();
    }

    @Test
    void numbersAreMadeToFit() {
        assertThat(Slugs.numbered("bells", 1)).isEqualTo("bells");
        assertThat(Slugs.numbered("bells", 2)).isEqualTo("bells-2");
        assertThat(Slugs.numbered("x".repeat(80), 12)).hasSize(80).endsWith("x-12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "bells",
                "a-b-",
                "abcdefg-",
                "abcdefghijklmnopqrst-",
                "x-abcdefghijklmnopqrstuvwxyzabcdefghijk-"
            })
    void allOfANameHaveItsStem(String words) {
        String slug = Slugs.derivedFrom(words.repeat(40), "article");

        for (int n : new int[] {1, 2, 10, 999, 99_999, 999_999_999}) {
            assertThat(Slugs.numbered(slug, n)).startsWith(Slugs.stem(slug));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "a--b", "A", "a b", "é", "a/b", "..", "a\n"})
    void refusesWhatIsNoSlug(String slug) {
        assertThat(Slugs.isWellFormed(slug)).isFalse();
    }
}
