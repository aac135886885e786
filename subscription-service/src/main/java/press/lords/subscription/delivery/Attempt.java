package press.lords.subscription.delivery;

/**
 * What became of an attempt to hand a mail over, as far as the mail server's answer says. A reason is the codes of an answer or the name of a
 * fault, never words: those quote addresses.
 */
public sealed interface Attempt {

    /** As operators' meters call it. */
    default String outcome() {
        return switch (this) {
            case Taken _ -> "sent";
            case Rejected _ -> "rejected";
            case NotNow _ -> "not_now";
            case Unclear _ -> "unclear";
        };
    }

    /** The server has it. */
    record Taken() implements Attempt {}

    /**
     * The server won't ever take it.
     *
     * @param isForMailbox whether nothing ever gets through to that mailbox, and not this mail alone
     */
    record Rejected(String reason, boolean isForMailbox) implements Attempt {}

    /**
     * It surely has not gone out, and may later.
     *
     * @param isForAll whether no mail goes out now, and not this one alone
     */
    record NotNow(String reason, boolean isForAll) implements Attempt {}

    /** The connection broke after the mail's end; it may have gone out. */
    record Unclear(String reason) implements Attempt {}
}
