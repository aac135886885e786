package press.lords.subscription.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import press.lords.subscription.template.Templates;

import static org.assertj.core.api.Assertions.assertThat;

class LetterTests {

    private static final Map<String, Object> CONTENTS = Map.of(
            "paper", "The <Bell>",
            "address", "https://press.example",
            "token", "the-token",
            "code", "0000-1111",
            "unconfirmed", "7 days",
            "newsletters", List.of("One & only: daily", "Other: weekly"));

    private final Templates templates = new Templates();

    @ParameterizedTest
    @EnumSource
    void saysTheSameInTextAndInHtml(Letter letter) {
        String text = templates.render(letter.template() + ".txt", CONTENTS);
        String html = templates.render(letter.template() + ".html", CONTENTS);

        assertThat(text).contains("The <Bell>").doesNotContain("{{", "&lt;");
        assertThat(html).contains("The &lt;Bell&gt;").doesNotContain("{{", "<Bell>", "<script", "<img");
        assertThat(html.contains("the-token")).isEqualTo(text.contains("the-token"));
        assertThat(html.contains("<li>One &amp; only: daily</li>"))
                .isEqualTo(text.contains("\n- One & only: daily\n- Other: weekly\n"))
                .isEqualTo(letter == Letter.CONFIRM_ADDRESS || letter == Letter.CONFIRM_NEWSLETTERS);
        assertThat(html.contains("0000-1111")).isEqualTo(text.contains("0000-1111"));
        assertThat(html.contains("after 7 days"))
                .isEqualTo(text.contains("after 7 days"))
                .isEqualTo(letter == Letter.CONFIRM_ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({"P7D, 7 days", "P1D, 1 day", "PT36H, 36 hours", "PT1H, 1 hour", "PT1H1M, 2 hours"})
    void tellsHowLongAnAddressIsKept(Duration time, String words) {
        assertThat(WriteMail.words(time)).isEqualTo(words);
    }
}
