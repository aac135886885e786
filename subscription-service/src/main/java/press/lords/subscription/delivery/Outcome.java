package press.lords.subscription.delivery;

import jakarta.mail.MessagingException;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** What became of an attempt, as far as the mail server's answer says. */
enum Outcome {
    /** The server won't ever take it. */
    REJECTED,
    /** It surely has not gone out, and may later. */
    NOT_NOW,
    /** The connection broke; it may have gone out. */
    MAYBE;

    private static final int MAX_CAUSES = 10;

    static Outcome of(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            Integer code = replyCode(cause);
            if (code != null && code > 0) {
                return code >= 500 ? REJECTED : NOT_NOW;
            }
            cause = cause instanceof MessagingException next && next.getNextException() != null
                    ? next.getNextException()
                    : cause.getCause();
        }
        return MAYBE;
    }

    private static @Nullable Integer replyCode(Throwable failure) {
        return switch (failure) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> null;
        };
    }
}
