package press.lords.subscription.vault;

import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import press.lords.subscription.RunningService;
import press.lords.subscription.StartRefused;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VaultTests {

    private static final byte[] CLEAR = "the clear text".getBytes(UTF_8);

    private final Vault vault = Vaults.withKey(RunningService.ENCRYPTION_KEY);
    private final Compartment compartment = vault.compartment("a feature");

    @Test
    void opensWhatItSealedAlsoAfterARestart() throws Exception {
        byte[] sealed = compartment.seal(CLEAR, "document 1");

        assertThat(new String(sealed, UTF_8)).doesNotContain("clear");
        assertThat(Vaults.withKey(RunningService.ENCRYPTION_KEY)
                        .compartment("a feature")
                        .open(sealed, "document 1"))
                .isEqualTo(CLEAR);
    }

    @Test
    void sealsTheSameTwiceDifferently() {
        assertThat(compartment.seal(CLEAR, "document 1")).isNotEqualTo(compartment.seal(CLEAR, "document 1"));
    }

    @Test
    void opensNothingOfAnotherLabelFeatureOrKeyAndNothingChanged() {
        byte[] sealed = compartment.seal(CLEAR, "document 1");
        String otherKey = Base64.getEncoder().encodeToString("another key, also 32 bytes long.".getBytes(UTF_8));
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;

        assertRefused(compartment, sealed, "document 2");
        assertRefused(vault.compartment("another feature"), sealed, "document 1");
        assertRefused(Vaults.withKey(otherKey).compartment("a feature"), sealed, "document 1");
        assertRefused(compartment, changed, "document 1");
        assertRefused(compartment, new byte[3], "document 1");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @CsvSource({"not base64 at all!", "c2hvcnQ="})
    void refusesToStartWithoutAProperKeyAndDoesNotQuoteIt(String key) {
        assertThatThrownBy(() -> Vaults.withKey(key)).isInstanceOfSatisfying(StartRefused.class, refused -> {
            assertThat(refused.remedy()).contains("PRESS_ENCRYPTION_KEY");
            assertThat(refused.getCause()).isNull();
            if (key != null && !key.isEmpty()) {
                assertThat(refused.getMessage()).doesNotContain(key);
            }
        });
    }

    private static void assertRefused(Compartment compartment, byte[] sealed, String label) {
        assertThatThrownBy(() -> compartment.open(sealed, label)).isInstanceOf(CannotOpen.class);
    }
}
