package press.lords.subscription.delivery;

import java.time.Instant;
import java.util.Map;

/**
 * A mail that a reader is owed.
 *
 * @param id the same for the same reason, so that a repeated attempt owes it once
 * @param until when it would be of no use any more
 * @param to the address; sealed at rest, like the contents
 * @param contents what the letter's templates put in; {@code newsletters} has a line for each
 */
public record OwedMail(
        String id, String subscriber, Letter letter, Instant until, String to, Map<String, String> contents) {

    @Override
    public String toString() {
        return "OwedMail[" + id + ", " + letter + "]";
    }
}
