package press.lords.subscription.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;

import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** A connection to the mail server for many mails. It knows whether a mail's end was told: only from then on may it have gone out. */
final class MailConnection extends SMTPTransport {

    private static final int CLOSES = 421;
    private static final int LEAST_REFUSAL = 400;

    /** As many times as long as for other answers: some servers look at all of a mail first, and giving up on them means to send it twice. */
    static final int PATIENCE_AT_THE_END = 3;

    private static final int MAX_CAUSES = 10;

    private volatile @Nullable Socket socket;
    private boolean open;
    private long doneBy;
    private boolean endTold;
    private boolean tooLate;
    private boolean broken;
    private int handedOver;
    private long idleSince;

    MailConnection(Session session, URLName server) {
        super(session, server, MailConnections.PROTOCOL, false);
    }

    /**
     * @param doneBy by {@link System#nanoTime()}: others may send the mail soon after that, so its end isn't told when the answer might take longer.
     *     However slow the server was, or this process, by then: the mail surely has not gone out.
     */
    synchronized Attempt handOver(MimeMessage message, long doneBy) {
        this.doneBy = doneBy;
        endTold = false;
        tooLate = false;
        handedOver++;
        try {
            sendMessage(message, message.getAllRecipients());
            return new Attempt.Taken();
        } catch (MessagingException | RuntimeException e) {
            // The last code may be of an earlier command.
            broken = !open
                    || isOfTheConnection(e)
                    || getLastReturnCode() < LEAST_REFUSAL
                    || getLastReturnCode() == CLOSES;
            return Answers.attempt(e, endTold);
        } finally {
            idleSince = System.nanoTime();
        }
    }

    private static boolean isOfTheConnection(Exception failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof IOException || cause instanceof IllegalStateException) {
                return true;
            }
            cause = cause instanceof MessagingException next ? next.getNextException() : cause.getCause();
        }
        return false;
    }

    @Override
    protected synchronized boolean protocolConnect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        boolean connected = super.protocolConnect(host, port, user, password);
        socket = PromptSockets.lastOfThisThread();
        return connected;
    }

    @Override
    protected synchronized void setConnected(boolean connected) {
        open = connected;
        super.setConnected(connected);
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        int usual = patience();
        Duration answerWithin = Duration.ofMillis((long) usual * PATIENCE_AT_THE_END);
        tooLate = System.nanoTime() + answerWithin.toNanos() - doneBy > 0;
        if (tooLate) {
            // Closes the connection, without which the server must not deliver what it has.
            throw new IOException("the lease is nearly over");
        }
        endTold = true;
        waitAtMost(Math.toIntExact(answerWithin.toMillis()));
        try {
            super.finishData();
        } finally {
            waitAtMost(usual);
        }
    }

    /** In milliseconds; 0 is for ever. */
    private int patience() {
        Socket there = socket;
        try {
            return there == null ? 0 : there.getSoTimeout();
        } catch (SocketException e) {
            // It is closed, which the next command finds out.
            return 0;
        }
    }

    private void waitAtMost(int millis) {
        Socket there = socket;
        try {
            if (there != null) {
                there.setSoTimeout(millis);
            }
        } catch (SocketException e) {
            // It is closed, which the next command finds out.
        }
    }

    /** Has whoever waits for an answer wait no longer. */
    void cut() {
        Socket there = socket;
        try {
            if (there != null) {
                there.close();
            }
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /** Chunks that are written name the last one themselves. */
    @Override
    protected OutputStream bdat() throws MessagingException {
        endTold = true;
        return super.bdat();
    }

    synchronized boolean isBroken() {
        return broken;
    }

    /** Whether the last mail surely has not gone out, and there is time to try again. */
    synchronized boolean wasCutShort() {
        return broken && !endTold && !tooLate;
    }

    synchronized int handedOver() {
        return handedOver;
    }

    synchronized boolean isIdleFor(Duration time) {
        return System.nanoTime() - idleSince > time.toNanos();
    }

    /** Without waiting for the server's good-bye, and whatever comes of it. */
    void part() {
        try {
            close();
        } catch (MessagingException e) {
            // It is gone either way.
        }
    }
}
