package press.lords.subscription.delivery;

import java.util.Set;

/** Which of RFC 3463's codes say that nothing ever gets through to a mailbox. */
public final class MailboxFailures {

    private static final String DISABLED = "5.2.1";

    /** Of the addresses' codes those that speak of the sender's. */
    private static final Set<String> SENDERS = Set.of("5.1.7", "5.1.8");

    private MailboxFailures() {}

    public static boolean tells(String enhanced) {
        return enhanced.equals(DISABLED) || (enhanced.startsWith("5.1.") && !SENDERS.contains(enhanced));
    }
}
