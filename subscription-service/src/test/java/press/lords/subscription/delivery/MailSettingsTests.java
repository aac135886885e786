package press.lords.subscription.delivery;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailSettingsTests {

    private final MailSettings settings =
            new MailSettings("Letters <letters@example.org>", Duration.ofMinutes(2), Duration.ofMinutes(5));

    @Test
    void waitLongerAfterEachAttemptButNeverLongerThanTheLongest() {
        assertThat(settings.backOff(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.backOff(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.backOff(30)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void takeASenderOnlyWhenItIsAnAddress() {
        assertThat(settings.isFromAnAddress()).isTrue();
        assertThat(new MailSettings("nobody at all", Duration.ofMinutes(2), Duration.ofMinutes(5)).isFromAnAddress())
                .isFalse();
    }
}
