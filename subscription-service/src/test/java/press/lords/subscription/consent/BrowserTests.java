package press.lords.subscription.consent;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BrowserTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"en-GB,en;q=0.9|en-GB", "de|de", "fr;q=0.5, pt-BR|pt-BR", "zh-Hant-TW|zh-Hant-TW"})
    void asksForALocale(String languages, String locale) {
        assertThat(Browser.locale(languages)).isEqualTo(locale);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "*",
                "<script>",
                "en;q=seven",
                ";;;",
                "a-language-tag-with-many-more-parts-than-any-tag-has-ever-had"
            })
    void mayAskForNone(@Nullable String languages) {
        assertThat(Browser.locale(languages)).isNull();
    }

    @Test
    void isNotBelievedWhenItAsksForTooMany() {
        assertThat(Browser.locale("en,".repeat(100))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "short", "AAAAAAAAAAAAAAAAAAAAA.", "AAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAA\r\n"})
    void isUnknownByWhatIsNoSecretOfOurs(String cookie) {
        assertThat(VisitorSecret.of(cookie)).isEmpty();
    }

    @Test
    void isKnownByASecretThatItsVisitorsIdDoesNotTell() {
        VisitorSecret secret = VisitorSecret.random();

        assertThat(VisitorSecret.of(secret.text())).hasValue(secret);
        assertThat(secret.visitorId()).hasSize(22).isNotEqualTo(secret.text());
        assertThat(secret.visitorId()).isEqualTo(new VisitorSecret(secret.text()).visitorId());
        assertThat(secret).asString().doesNotContain(secret.text());
        assertThat(secret.cookie().toString())
                .startsWith("__Host-press-visitor=" + secret.text())
                .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=31536000")
                .doesNotContain("Domain");
    }
}
