package press.lords.platform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import javax.net.SocketFactory;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.StreamProvider;

import org.eclipse.angus.mail.util.MailStreamProvider;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Composes a mail for each recipient and sends it, with the library that the press uses, and keeps no books: what mailing costs at least. */
record ComposingMailer(int port, String mail) implements BareMailer {

    private static final List<String> LIST_HEADERS =
            List.of("List-Unsubscribe", "List-Unsubscribe-Post", "List-Id", "Precedence", "Auto-Submitted");

    @Override
    public void send(int times) throws Exception {
        // As the press does: the library would look through the whole class path for each part of each mail.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
        var settings = new Properties();
        settings.setProperty("mail.smtp.host", "127.0.0.1");
        settings.setProperty("mail.smtp.port", String.valueOf(port));
        settings.put("mail.smtp.socketFactory", new PromptSockets());
        // Message-IDs are made of it; without, of the machine's name, which is looked up.
        settings.setProperty("mail.from", "bare@example.org");
        var session = Session.getInstance(settings);
        var sample = new MimeMessage(session, new ByteArrayInputStream(mail.getBytes(US_ASCII)));
        var parts = (MimeMultipart) sample.getContent();
        var text = (String) parts.getBodyPart(0).getContent();
        var html = (String) parts.getBodyPart(1).getContent();
        try (var connection = session.getTransport("smtp")) {
            connection.connect();
            for (int n = 0; n < times; n++) {
                var message = new MimeMessage(session);
                message.setFrom(sample.getFrom()[0]);
                message.setRecipient(RecipientType.TO, new InternetAddress("bare-" + n + "@example.org", true));
                message.setSubject(sample.getSubject(), UTF_8.name());
                message.setSentDate(Date.from(Instant.now()));
                for (var name : LIST_HEADERS) {
                    message.setHeader(name, sample.getHeader(name, null));
                }
                message.setContent(new MimeMultipart("alternative", part(text, "plain"), part(html, "html")));
                message.saveChanges();
                connection.sendMessage(message, message.getAllRecipients());
            }
        }
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8.name(), subtype);
        return part;
    }

    /** The end of a mail would wait for what the system knows of a mail's beginning, 40 ms for each. */
    private static final class PromptSockets extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            var socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
