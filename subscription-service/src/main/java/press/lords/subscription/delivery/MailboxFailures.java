package press.lords.subscription.delivery;

import java.util.Set;

/**
 * Which enhanced codes of a refusal, RFC 3463, say that nothing ever gets through to a mailbox. None but these: 550 alone is also what a relay says that
 * doesn't take the sender for one of its own, and then it says so to every recipient.
 */
public final class MailboxFailures {

    private static final Set<String> GONE = Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1");

    private MailboxFailures() {}

    /** @param enhanced empty when there is none */
    public static boolean tells(String enhanced) {
        return GONE.contains(enhanced);
    }
}
