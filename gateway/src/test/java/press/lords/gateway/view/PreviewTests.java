package press.lords.gateway.view;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PreviewTests {

    @Test
    void showsTheFirstTwoParagraphsAndNothingOfTheRest() {
        String html = "<h2>Sub</h2><p>First <em>one</em>.</p><p>Second &amp; “last”.</p>" + "<p>Gated.</p>".repeat(20);

        assertThat(Preview.html(html)).isEqualTo("<p>First one.</p>\n<p>Second &amp; “last”.</p>\n");
        assertThat(Preview.text(html)).isEqualTo("First one.\n\nSecond & “last”.");
    }

    @Test
    void cutsALongParagraphAfterAWholeWord() {
        String preview = Preview.text("<p>" + "word ".repeat(1_000) + "</p>");

        assertThat(preview).hasSizeLessThanOrEqualTo(601).endsWith("word…");
    }

    @Test
    void neverShowsMoreThanHalf() {
        String preview = Preview.html("<p>The minister knew of it, and the papers prove it.</p>");

        assertThat(preview).startsWith("<p>The minister").doesNotContain("papers");
    }

    @Test
    void showsNothingOfAnUnbrokenWall() {
        assertThat(Preview.text("<p>" + "x".repeat(5_000) + "</p>")).isEqualTo("…");
    }

    @Test
    void survivesHtmlThatIsNestedTooDeeply() {
        String preview = Preview.html("<div>".repeat(50_000) + "<p>one two three four</p>");

        assertThat(preview).contains("one").doesNotContain("four");
    }
}
