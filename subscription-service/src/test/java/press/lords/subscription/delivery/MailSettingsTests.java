package press.lords.subscription.delivery;

import java.time.Duration;
import jakarta.mail.internet.AddressException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailSettingsTests {

    private final MailSettings settings = new MailSettings(
            "Letters <letters@example.org>", Duration.ofMinutes(2), Duration.ofMinutes(5), 4, 100, 0, "");

    @Test
    void waitLongerAfterEachAttemptButNeverLongerThanTheLongest() {
        assertThat(settings.backOff(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.backOff(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.backOff(30)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void takeASenderOnlyWhenItIsAnAddress() {
        assertThat(settings.isFromAnAddress()).isTrue();
        assertThat(from("Lord’s Press <letters@localhost>").isFromAnAddress()).isTrue();
        assertThat(from("letters@example.org").isFromAnAddress()).isTrue();
        assertThat(from("nobody at all").isFromAnAddress()).isFalse();
    }

    @Test
    void writeTheSendersNameForAnyMailProgram() throws AddressException {
        assertThat(from("Lord’s Press <letters@localhost>").sender().toString())
                .isEqualTo("=?UTF-8?Q?Lord=E2=80=99s_Press?= <letters@localhost>");
    }

    @Test
    void leaveSomeOfTheLeaseForClocksThatDiffer() {
        assertThat(settings.spare()).isEqualTo(Duration.ofSeconds(6));
    }

    private static MailSettings from(String sender) {
        return new MailSettings(sender, Duration.ofMinutes(2), Duration.ofMinutes(5), 4, 100, 0, "");
    }
}
