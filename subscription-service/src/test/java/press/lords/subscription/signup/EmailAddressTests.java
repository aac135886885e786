package press.lords.subscription.signup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmailAddressTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.org",
                "Ada.Reader+press@news.example.co.uk",
                "o'neil_1@example.org",
                "x@xn--bcher-kva.example",
                "1@1.example"
            })
    void takesWhatMailCanBeSentTo(String text) {
        assertThat(EmailAddress.parse(text))
                .hasValueSatisfying(address -> assertThat(address.text()).isEqualTo(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "a",
                "a@",
                "@example.org",
                "a@example",
                "a@@example.org",
                "a b@example.org",
                "a@exam ple.org",
                ".a@example.org",
                "a.@example.org",
                "a..b@example.org",
                "\"a\"@example.org",
                "a(comment)@example.org",
                "a@[192.0.2.1]",
                "a@192.0.2.1",
                "a@-example.org",
                "a@example-.org",
                "a@example..org",
                "a@example.org\r\nBcc: b@example.org",
                "a\r\nBcc: b@example.org",
                "a@example.org\nX: y",
                "a\u0000@example.org",
                "a@example.org, b@example.org",
                "Ada <a@example.org>",
                "a@example.org>",
                "å@example.org",
                "a@exa\u202emple.org"
            })
    void refusesWhatIsNoAddressOrMoreThanOne(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.org")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b".repeat(64) + ".org")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b.".repeat(130) + "org")).isEmpty();
    }

    @Test
    void writesDomainsInAscii() {
        assertThat(EmailAddress.parse("a@bücher.example").map(EmailAddress::text))
                .hasValue("a@xn--bcher-kva.example");
    }

    @Test
    void knowsAMailboxHoweverItIsWritten() {
        assertThat(EmailAddress.parse("Ada@Example.org").map(EmailAddress::mailbox))
                .isEqualTo(EmailAddress.parse(" ada@example.ORG ").map(EmailAddress::mailbox));
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.org, ada@example.org",
        "ada+1@example.org, ada@example.org",
        "ada+1+2@example.org, ada@example.org",
        "+1@example.org, +1@example.org"
    })
    void knowsTheInboxOfSubAddresses(String address, String inbox) {
        assertThat(EmailAddress.parse(address).orElseThrow().inbox().text()).isEqualTo(inbox);
    }

    @Test
    void tellsItselfToNoLog() {
        assertThat(EmailAddress.parse("ada@example.org").orElseThrow().toString())
                .doesNotContain("ada");
    }
}
