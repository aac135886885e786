package press.lords.subscription.delivery;

import java.util.Map;

/**
 * A mail in words.
 *
 * @param id names it outside too, in its Message-ID and in the address that reports of it come back to: the same for the same mail
 * @param headers besides the usual ones
 */
public record OutgoingMail(
        String id, String to, String subject, String text, String html, Map<String, String> headers) {

    @Override
    public String toString() {
        return "OutgoingMail[" + id + "]";
    }
}
