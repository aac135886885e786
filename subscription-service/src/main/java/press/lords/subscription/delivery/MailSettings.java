package press.lords.subscription.delivery;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How mails go out.
 *
 * @param from who writes them, with or without a name
 * @param lease how long an instance has for a mail, or for the newsletters that it begins at once, before others take it for dead; half of it is at
 *     least as long as the mail server may take for the answer to a mail's end
 * @param longestBackOff between two attempts
 * @param connections that are open for newsletters at a time; other mails have one of their own
 * @param mailsPerConnection after which a connection is closed and another opened
 * @param perMinute how many mails the mail server takes in a minute from all instances; 0 is any number
 * @param bounces where reports of mails that didn't arrive go, each with the mail's id behind a plus sign; blank when the server tells nobody
 */
@Validated
@ConfigurationProperties("press.mail")
record MailSettings(
        @NotBlank String from,
        @DurationMin(seconds = 1) Duration lease,
        @DurationMin(seconds = 1) Duration longestBackOff,
        @Min(1) @Max(50) int connections,
        @Min(1) @Max(10_000) int mailsPerConnection,
        @Min(0) @Max(1_000_000) int perMinute,

        @Pattern(regexp = "|[A-Za-z0-9._-]{1,30}@[A-Za-z0-9.-]{1,200}")
        String bounces) {

    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final int DOUBLINGS = 20;
    private static final int SPARE_SHARE = 20;

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

    /** The envelope's sender of a mail, if there is an address that its reports come back to. */
    Optional<String> bouncesOf(String mail) {
        return bounces.isEmpty() ? Optional.empty() : Optional.of(bounces.replaceFirst("@", "+" + mail + "@"));
    }

    /** How long before a lease ends the answer to a mail's end must be there: clocks differ, and what came of the mail is yet to be written down. */
    Duration spare() {
        return lease.dividedBy(SPARE_SHARE);
    }

    /** Doubles with each attempt. */
    Duration backOff(int attempt) {
        Duration doubled = FIRST_BACK_OFF.multipliedBy(1L << Math.min(Math.max(attempt - 1, 0), DOUBLINGS));
        return doubled.compareTo(longestBackOff) < 0 ? doubled : longestBackOff;
    }
}
