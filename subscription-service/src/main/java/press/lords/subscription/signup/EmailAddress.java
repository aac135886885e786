package press.lords.subscription.signup;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail address that mail can be sent to without further thought: no quotes, comments, address literals or control characters.
 *
 * @param text as the reader writes it, the domain in ASCII
 */
public record EmailAddress(String text) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++)*+");
    private static final Pattern DOMAIN = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+(?=[A-Za-z0-9-]*[A-Za-z])[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    /** Empty when it isn't an address that we send to. */
    public static Optional<EmailAddress> parse(String text) {
        String stripped = text.strip();
        int at = stripped.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL_PART || stripped.length() > LONGEST) {
            return Optional.empty();
        }
        String localPart = stripped.substring(0, at);
        return ascii(stripped.substring(at + 1))
                .filter(domain -> DOMAIN.matcher(domain).matches()
                        && LOCAL_PART.matcher(localPart).matches()
                        && localPart.length() + 1 + domain.length() <= LONGEST)
                .map(domain -> new EmailAddress(localPart + "@" + domain));
    }

    /** The same for all ways to write one mailbox: no provider that matters tells capitals apart. */
    public String mailbox() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Where the mail is read: most providers deliver what has something after a plus sign as if it weren't there. */
    EmailAddress inbox() {
        int plus = text.indexOf('+');
        return plus < 1 ? this : new EmailAddress(text.substring(0, plus) + text.substring(text.lastIndexOf('@')));
    }

    @Override
    public String toString() {
        return "EmailAddress[…]";
    }

    private static Optional<String> ascii(String domain) {
        try {
            return Optional.of(IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
