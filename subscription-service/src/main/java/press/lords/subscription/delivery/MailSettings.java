package press.lords.subscription.delivery;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How mails go out.
 *
 * @param from who writes them, with or without a name
 * @param lease how long an instance has for one mail before others take it for dead; longer than the mail server may take
 * @param longestBackOff between two attempts
 */
@Validated
@ConfigurationProperties("press.mail")
record MailSettings(
        @NotBlank String from,
        @DurationMin(seconds = 1) Duration lease,
        @DurationMin(seconds = 1) Duration longestBackOff) {

    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final int DOUBLINGS = 20;

    @AssertTrue(message = "must be one mail address")
    boolean isFromAnAddress() {
        try {
            return !sender().getAddress().isEmpty();
        } catch (AddressException e) {
            return false;
        }
    }

    /** With its name in a form that any mail program reads. */
    InternetAddress sender() throws AddressException {
        InternetAddress sender = new InternetAddress(from, true);
        try {
            sender.setPersonal(sender.getPersonal(), StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("this Java has no UTF-8", e);
        }
        return sender;
    }

    /** Doubles with each attempt. */
    Duration backOff(int attempt) {
        Duration doubled = FIRST_BACK_OFF.multipliedBy(1L << Math.min(Math.max(attempt - 1, 0), DOUBLINGS));
        return doubled.compareTo(longestBackOff) < 0 ? doubled : longestBackOff;
    }
}
