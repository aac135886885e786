package press.lords.subscription.ledger;

import java.time.Duration;

/** What becomes of a claimed row. */
public sealed interface Fate {

    /** The mail server has it. */
    record Sent() implements Fate {}

    /** It was not to be sent any more. */
    record Suppressed(String reason) implements Fate {}

    /** It surely has not gone out and won't. */
    record Failed(String reason) implements Fate {}

    /** It surely has not gone out, and is tried again. */
    record Later(Duration after, String reason) implements Fate {}

    /** It may have gone out; it is sent again until the server says that it has it. */
    record Unclear(Duration after, String reason) implements Fate {}

    /** Nobody tried. */
    record Untried(Duration after) implements Fate {}
}
