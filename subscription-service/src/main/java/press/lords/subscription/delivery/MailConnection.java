package press.lords.subscription.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;

import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A connection to the mail server for many mails. It knows whether a mail's end was told: only from then on may it have gone out. */
final class MailConnection extends SMTPTransport {

    private static final int CLOSES = 421;
    private static final int LEAST_REFUSAL = 400;

    private boolean endTold;
    private boolean broken;
    private int handedOver;
    private long idleSince;

    MailConnection(Session session, URLName server) {
        super(session, server, server.getProtocol(), server.getProtocol().equals("smtps"));
    }

    synchronized Attempt handOver(MimeMessage message) {
        endTold = false;
        handedOver++;
        try {
            sendMessage(message, message.getAllRecipients());
            return new Attempt.Taken();
        } catch (MessagingException | RuntimeException e) {
            broken = getLastReturnCode() < LEAST_REFUSAL || getLastReturnCode() == CLOSES;
            return Answers.attempt(e, endTold);
        } finally {
            idleSince = System.nanoTime();
        }
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        endTold = true;
        super.finishData();
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

    /** Whether the last mail surely has not gone out. */
    synchronized boolean wasCutShort() {
        return broken && !endTold;
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
