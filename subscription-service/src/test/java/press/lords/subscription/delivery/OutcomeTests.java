package press.lords.subscription.delivery;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutcomeTests {

    @Test
    void isRejectedWhatTheServerWillNeverTake() throws AddressException {
        assertThat(Outcome.of(addressFailed(550))).isEqualTo(Outcome.REJECTED);
        assertThat(Outcome.of(sendFailed(554))).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void isForLaterWhatTheServerDefers() throws AddressException {
        assertThat(Outcome.of(addressFailed(451))).isEqualTo(Outcome.NOT_NOW);
        assertThat(Outcome.of(sendFailed(421))).isEqualTo(Outcome.NOT_NOW);
    }

    @Test
    void isUnclearWhenTheConnectionBroke() {
        assertThat(Outcome.of(sendFailed(-1))).isEqualTo(Outcome.MAYBE);
        assertThat(Outcome.of(new MessagingException("broken"))).isEqualTo(Outcome.MAYBE);
    }

    private static SendFailedException addressFailed(int code) throws AddressException {
        return new SendFailedException(
                "Invalid Addresses",
                new SMTPAddressFailedException(new InternetAddress("a@example.org"), "RCPT TO", code, "no"));
    }

    private static SMTPSendFailedException sendFailed(int code) {
        Address[] none = {};
        return new SMTPSendFailedException("DATA", code, "no", null, none, none, none);
    }
}
