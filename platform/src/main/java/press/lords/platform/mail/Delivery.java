package press.lords.platform.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/** One mail on its way in, from its envelope to the end of its data. */
final class Delivery implements MessageHandler {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final int INSUFFICIENT_STORAGE = 452;
    private static final int TOO_LARGE = 552;

    private final Mailbox mailbox;
    private final int largestBytes;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    Delivery(Mailbox mailbox, int largestBytes) {
        this.mailbox = mailbox;
        this.largestBytes = largestBytes;
    }

    @Override
    public void from(String from) {
        sender = from;
    }

    @Override
    public void recipient(String recipient) {
        recipients.add(recipient);
    }

    @Override
    public String data(InputStream data) throws RejectException {
        try {
            var content = data.readNBytes(largestBytes + 1);
            if (content.length > largestBytes) {
                throw new RejectException(TOO_LARGE, "Larger than " + largestBytes + " bytes");
            }
            return "2.0.0 Ok: kept as " + mailbox.keep(new Envelope(sender, recipients), content);
        } catch (IOException failure) {
            log.warn("A mail could not be kept", failure);
            throw new RejectException(INSUFFICIENT_STORAGE, "The mail could not be kept");
        }
    }

    @Override
    public void done() {
        recipients.clear();
    }
}
