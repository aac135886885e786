package press.lords.subscription.delivery;

import java.util.Set;

/** Which codes of a refusal say that nothing ever gets through to a mailbox: the answer's of RFC 5321 and the enhanced one of RFC 3463. */
public final class MailboxFailures {

    private static final Set<Integer> NO_MAILBOX = Set.of(550, 551, 553);
    private static final String DISABLED = "5.2.1";
    private static final String FULL = "5.2.2";
    private static final String POLICY = "5.7.";

    /** Of the addresses' codes those that speak of the sender's. */
    private static final Set<String> SENDERS = Set.of("5.1.7", "5.1.8");

    private MailboxFailures() {}

    public static boolean tells(String enhanced) {
        return enhanced.equals(DISABLED) || (enhanced.startsWith("5.1.") && !SENDERS.contains(enhanced));
    }

    /**
     * The same where it is the recipient that was refused: then the code alone tells it, unless the enhanced one speaks of something else.
     *
     * @param enhanced empty when there is none
     */
    public static boolean tells(int code, String enhanced) {
        return tells(enhanced) || (NO_MAILBOX.contains(code) && !speaksOfSomethingElse(enhanced));
    }

    private static boolean speaksOfSomethingElse(String enhanced) {
        return enhanced.startsWith(POLICY) || enhanced.equals(FULL) || SENDERS.contains(enhanced);
    }
}
