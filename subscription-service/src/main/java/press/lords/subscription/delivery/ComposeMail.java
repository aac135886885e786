package press.lords.subscription.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;
import org.springframework.util.FastByteArrayOutputStream;
import press.lords.subscription.SiteSettings;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Puts a mail into the form that servers take. Its Message-ID follows from the mail's id: who got it twice can see that. */
@Component
class ComposeMail {

    private static final Logger log = LoggerFactory.getLogger(ComposeMail.class);

    private static final int USUAL_SIZE = 8 * 1024;

    private final JavaMailSenderImpl server;
    private final MailSettings settings;
    private final SiteSettings site;
    private final Clock clock;

    ComposeMail(JavaMailSenderImpl server, MailSettings settings, SiteSettings site, Clock clock) {
        this.server = server;
        this.settings = settings;
        this.site = site;
        this.clock = clock;
    }

    /**
     * Empty when it can't be one, be it that the address is none.
     *
     * @param isReported whether reports of it come back to an address of its own, if the operator has one for that
     */
    Optional<MimeMessage> compose(OutgoingMail mail, boolean isReported) {
        try {
            NamedMessage message = new NamedMessage(mail);
            settings.bouncesOf(mail.id()).filter(_ -> isReported).ifPresent(message::setEnvelopeFrom);
            message.setFrom(settings.sender());
            message.setRecipient(RecipientType.TO, new InternetAddress(mail.to(), true));
            message.setSubject(mail.subject(), UTF_8.name());
            message.setSentDate(Date.from(clock.instant()));
            for (Map.Entry<String, String> header : mail.headers().entrySet()) {
                message.setHeader(header.getKey(), header.getValue());
            }
            message.setContent(new MimeMultipart("alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
            message.saveChanges();
            return Optional.of(message);
        } catch (MessagingException e) {
            // Not the exception: it quotes addresses.
            log.error("mail {} can't be composed: {}", mail.id(), e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8.name(), subtype);
        return part;
    }

    private final class NamedMessage extends SMTPMessage {

        private final String id;

        NamedMessage(OutgoingMail mail) {
            super(server.getSession());
            this.id = mail.id();
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + "@" + site.host() + ">");
        }

        /** To the connection in one piece: encoders write byte by byte, and the connection takes a lock for each. */
        @Override
        public void writeTo(OutputStream connection, String[] ignoredHeaders) throws IOException, MessagingException {
            FastByteArrayOutputStream written = new FastByteArrayOutputStream(USUAL_SIZE);
            super.writeTo(written, ignoredHeaders);
            written.writeTo(connection);
        }
    }
}
