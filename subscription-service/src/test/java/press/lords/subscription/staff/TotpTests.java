package press.lords.subscription.staff;

import java.time.Instant;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class TotpTests {

    private static final byte[] RFC_SECRET = "12345678901234567890".getBytes(US_ASCII);

    /** The last six digits of those in RFC 6238, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void knowsTheCodesOfTheStandard(long second, String code) {
        Instant then = Instant.ofEpochSecond(second);

        assertThat(Totp.step(RFC_SECRET, code, then)).isEqualTo(OptionalLong.of(second / 30));
        assertThat(Totp.step(RFC_SECRET, code, then.plusSeconds(30))).isEqualTo(OptionalLong.of(second / 30));
        assertThat(Totp.step(RFC_SECRET, code, then.minusSeconds(30))).isEqualTo(OptionalLong.of(second / 30));
        assertThat(Totp.step(RFC_SECRET, code, then.plusSeconds(60))).isEmpty();
        assertThat(Totp.step(RFC_SECRET, code, then.minusSeconds(60))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'287 082'", "'287-082'", "' 287082 '"})
    void readsACodeAsPeopleTypeIt(String typed) {
        assertThat(Totp.step(RFC_SECRET, typed, Instant.ofEpochSecond(59))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"''", "28708", "2870822", "abcdef", "²87082", "94287082"})
    void takesNothingElse(String typed) {
        assertThat(Totp.step(RFC_SECRET, typed, Instant.ofEpochSecond(59))).isEmpty();
    }

    @Test
    void tellsAnAuthenticatorWhatItNeeds() {
        assertThat(Totp.uri(RFC_SECRET, "Lord’s Press", "ada+1@example.org"))
                .isEqualTo(
                        "otpauth://totp/Lord%E2%80%99s%20Press:ada%2B1%40example.org"
                                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Lord%E2%80%99s%20Press&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    void writesBase32AsTheStandardDoes() {
        assertThat(Totp.base32("foobar".getBytes(US_ASCII))).isEqualTo("MZXW6YTBOI");
        assertThat(Totp.base32("fooba".getBytes(US_ASCII))).isEqualTo("MZXW6YTB");
        assertThat(Totp.newSecret()).hasSize(20).isNotEqualTo(Totp.newSecret());
    }
}
