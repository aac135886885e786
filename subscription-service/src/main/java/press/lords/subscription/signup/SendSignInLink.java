package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.springframework.stereotype.Service;
import press.lords.subscription.delivery.Letter;
import press.lords.subscription.delivery.OweMail;
import press.lords.subscription.delivery.OwedMail;
import press.lords.subscription.signup.Links.Link;
import press.lords.subscription.signup.Links.Purpose;

/** Mails a reader a link and a code to sign in with; both are good for ten minutes. */
@Service
class SendSignInLink {

    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final Links links;
    private final SignInCodes codes;
    private final OweMail oweMail;
    private final Clock clock;

    SendSignInLink(Links links, SignInCodes codes, OweMail oweMail, Clock clock) {
        this.links = links;
        this.codes = codes;
        this.oweMail = oweMail;
        this.clock = clock;
    }

    /**
     * @param reason the same for the same reason, so that a repeated attempt mails once
     * @param browser that the link is for, as {@link Links} has it; the code is for any
     */
    void send(Subscriber reader, EmailAddress to, String reason, String browser) {
        Instant until = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(GOOD_FOR);
        String token = links.make(Purpose.SIGN_IN, new Link(reader.id(), Map.of(), null, browser), until);
        String code = codes.make(reader.id(), until);
        oweMail.owe(new OwedMail(
                reason, reader.id(), Letter.SIGN_IN, until, to.text(), Map.of("token", token, "code", code)));
    }
}
