package press.lords.subscription.delivery;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jakarta.mail.MessagingException;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Reads what a mail server answered out of the exceptions that Jakarta Mail makes of it. */
final class Answers {

    private static final int MAX_CAUSES = 10;
    private static final int LEAST_REFUSAL = 400;
    private static final int CLOSES = 421;
    private static final int LEAST_FINAL = 500;
    private static final int WANTS_AUTHENTICATION = 530;
    private static final String POLICY = "5.7.";
    private static final Set<String> SENDERS_ADDRESS = Set.of("5.1.7", "5.1.8");
    private static final Pattern ENHANCED = Pattern.compile("^\\d{3}[ -](\\d\\.\\d{1,3}\\.\\d{1,3})\\b");

    private Answers() {}

    /** @param endTold whether the server was told that the mail is at its end, without which it must not deliver it */
    static Attempt attempt(Throwable failure, boolean endTold) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            Answer answer = answer(cause);
            if (answer != null && answer.code() >= LEAST_REFUSAL) {
                return attempt(answer);
            }
            cause = cause instanceof MessagingException next && next.getNextException() != null
                    ? next.getNextException()
                    : cause.getCause();
        }
        String reason = failure.getClass().getSimpleName();
        return endTold ? new Attempt.Unclear(reason) : new Attempt.NotNow(reason, false);
    }

    private static Attempt attempt(Answer answer) {
        return answer.code() >= LEAST_FINAL && !answer.isForSender()
                ? new Attempt.Rejected(answer.reason(), MailboxFailures.tells(answer.enhanced()))
                : new Attempt.NotNow(answer.reason(), answer.isForSender() || answer.code() == CLOSES);
    }

    private static @Nullable Answer answer(Throwable failure) {
        return switch (failure) {
            case SMTPAddressFailedException address ->
                Answer.read(Stage.RECIPIENT, address.getReturnCode(), address.getMessage());
            case SMTPSenderFailedException sender ->
                Answer.read(Stage.SENDER, sender.getReturnCode(), sender.getMessage());
            case SMTPSendFailedException send ->
                Answer.read(
                        send.getCommand().startsWith("MAIL") ? Stage.SENDER : Stage.DATA,
                        send.getReturnCode(),
                        send.getMessage());
            default -> null;
        };
    }

    private enum Stage {
        SENDER,
        RECIPIENT,
        DATA
    }

    /** @param enhanced the code of RFC 3463, empty when there is none */
    private record Answer(Stage stage, int code, String enhanced) {

        static Answer read(Stage stage, int code, @Nullable String text) {
            Matcher matcher = ENHANCED.matcher(text == null ? "" : text);
            return new Answer(stage, code, matcher.find() ? matcher.group(1) : "");
        }

        String reason() {
            return enhanced.isEmpty() ? Integer.toString(code) : code + " " + enhanced;
        }

        /** Isn't about the mail, but for the operator to put right. A relay that doesn't know the sender says so only once a recipient is named. */
        boolean isForSender() {
            return switch (stage) {
                case SENDER -> true;
                case RECIPIENT ->
                    code == WANTS_AUTHENTICATION || enhanced.startsWith(POLICY) || SENDERS_ADDRESS.contains(enhanced);
                case DATA -> false;
            };
        }
    }
}
