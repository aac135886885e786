package press.lords.subscription.access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import press.lords.subscription.RunningService;
import press.lords.subscription.StartRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClientSecretsTests {

    private final ClientSecrets secrets = new ClientSecrets();

    @ParameterizedTest
    @NullAndEmptySource
    @CsvSource({
        "uVq4-9fKx_27TzLm8.RwB0c",
        "change-me-change-me-change-me",
        "my-very-own-PassWord-of-the-year",
        "abababababababababababababababab"
    })
    void refusesAMissingShortOrWellKnownSecretAndSaysWhatToSet(String secret) {
        assertThatThrownBy(() -> secrets.hold("newsroom", secret))
                .isInstanceOfSatisfying(StartRefused.class, refused -> {
                    assertThat(refused.getMessage()).contains("newsroom");
                    assertThat(refused.remedy()).contains("PRESS_NEWSROOM_SECRET", "openssl rand");
                });
    }

    @Test
    void namesTheVariableOfAFurtherClient() {
        assertThatThrownBy(() -> secrets.hold("wire-import", null))
                .isInstanceOfSatisfying(
                        StartRefused.class,
                        refused -> assertThat(refused.remedy()).contains("PRESS_CLIENTS_WIREIMPORT_SECRET"));
    }

    @Test
    void matchesOnlyTheSecretItself() {
        String held = secrets.hold("newsroom", RunningService.SECRET);

        assertThat(held).doesNotContain(RunningService.SECRET);
        assertThat(secrets.matches(RunningService.SECRET, held)).isTrue();
        assertThat(secrets.matches(RunningService.SECRET + "x", held)).isFalse();
        assertThat(secrets.matches(held, held)).isFalse();
    }

    @Test
    void matchesASecretWhosePlusSignsWereReadAsBlanks() {
        String held = secrets.hold("newsroom", "kJ8+2mQz/7Vt+0aLr5Xw9BnE3cYuH6dP=");

        assertThat(secrets.matches("kJ8 2mQz/7Vt 0aLr5Xw9BnE3cYuH6dP=", held)).isTrue();
        assertThat(secrets.matches("kJ8+2mQz/7Vt+0aLr5Xw9BnE3cYuH6dP=", held)).isTrue();
    }
}
