package press.lords.article.author;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdentityVaultTests {

    private static final String SIXTEEN_BYTES = "c2l4dGVlbiBieXRlcyEhIQ==";

    @ParameterizedTest
    @ValueSource(strings = {SIXTEEN_BYTES, "no base64!", "correct horse battery staple"})
    void refusesAKeyThatIsNoneAndSaysItToNobody(String key) {
        assertThatThrownBy(() -> new IdentityVault(key))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PRESS_ENCRYPTION_KEY")
                .hasNoCause()
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain(key));
    }

    @Test
    void refusesToDoWithoutAKey() {
        assertThatThrownBy(() -> new IdentityVault("")).isInstanceOf(IllegalStateException.class);
    }
}
