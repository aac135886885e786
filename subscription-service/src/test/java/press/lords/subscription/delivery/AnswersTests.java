package press.lords.subscription.delivery;

import java.net.SocketException;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import press.lords.subscription.delivery.Attempt.NotNow;
import press.lords.subscription.delivery.Attempt.Rejected;
import press.lords.subscription.delivery.Attempt.Unclear;

import static org.assertj.core.api.Assertions.assertThat;

class AnswersTests {

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 no such user, 550 5.1.1, true",
        "550 5.1.6 moved, 550 5.1.6, true",
        "554 5.1.10 null MX, 554 5.1.10, true",
        "550 5.2.1 disabled, 550 5.2.1, true",
        "550 relay not permitted, 550, false",
        "551 not local, 551, false",
        "553 not in my list of hosts, 553, false",
        "550 5.1.4 ambiguous, 550 5.1.4, false",
        "552 5.2.2 full, 552 5.2.2, false",
        "550 5.2.2 full, 550 5.2.2, false",
        "554 no, 554, false"
    })
    void tellWhatTheServerNeverTakesAndWhetherTheMailboxIsTheReason(String answer, String reason, boolean mailbox)
            throws AddressException {
        assertThat(Answers.attempt(toRecipient(answer), false)).isEqualTo(new Rejected(reason, mailbox));
    }

    @ParameterizedTest
    @CsvSource({
        "554 5.7.1 relay access denied, 554 5.7.1",
        "550-5.7.26 unauthenticated, 550 5.7.26",
        "530 authentication required, 530",
        "550 5.1.7 bad sender, 550 5.1.7",
        "550 5.1.8 no such sender, 550 5.1.8"
    })
    void blameNoReaderForWhatARelayHasAgainstTheSender(String answer, String reason) throws AddressException {
        assertThat(Answers.attempt(toRecipient(answer), false)).isEqualTo(new NotNow(reason, true));
    }

    @Test
    void knowAMailboxThatIsRefusedOnlyAfterTheMail() {
        assertThat(Answers.attempt(failed(".", "550 5.1.1 no such user"), true))
                .isEqualTo(new Rejected("550 5.1.1", true));
        assertThat(Answers.attempt(failed(".", "550 looks like spam"), true)).isEqualTo(new Rejected("550", false));
        assertThat(Answers.attempt(failed(".", "550 5.7.1 looks like spam"), true))
                .isEqualTo(new Rejected("550 5.7.1", false));
    }

    @Test
    void areForLaterWhenTheServerDefersOrRefusesTheSender() throws AddressException {
        assertThat(Answers.attempt(toRecipient("451 4.7.1 greylisted"), false))
                .isEqualTo(new NotNow("451 4.7.1", false));
        assertThat(Answers.attempt(failed(".", "421 busy"), true)).isEqualTo(new NotNow("421", true));
        assertThat(Answers.attempt(failed("MAIL FROM:<a@example.org>", "550 5.1.8 who are you"), false))
                .isEqualTo(new NotNow("550 5.1.8", true));
    }

    @Test
    void areUnclearOnlyWhenTheConnectionBrokeAfterTheEnd() {
        MessagingException broken = new MessagingException("broken", new SocketException("reset"));

        assertThat(Answers.attempt(broken, true)).isEqualTo(new Unclear("MessagingException"));
        assertThat(Answers.attempt(failed(".", "[EOF]"), true)).isEqualTo(new Unclear("SMTPSendFailedException"));
        assertThat(Answers.attempt(broken, false)).isEqualTo(new NotNow("MessagingException", false));
        assertThat(Answers.attempt(failed("DATA", "[EOF]"), false))
                .isEqualTo(new NotNow("SMTPSendFailedException", false));
    }

    private static SendFailedException toRecipient(String answer) throws AddressException {
        return new SendFailedException(
                "Invalid Addresses",
                new SMTPAddressFailedException(
                        new InternetAddress("a@example.org"), "RCPT TO", code(answer), answer + "\n"));
    }

    private static SMTPSendFailedException failed(String command, String answer) {
        Address[] none = {};
        return new SMTPSendFailedException(command, code(answer), answer, null, none, none, none);
    }

    private static int code(String answer) {
        return answer.startsWith("[") ? -1 : Integer.parseInt(answer.substring(0, 3));
    }
}
