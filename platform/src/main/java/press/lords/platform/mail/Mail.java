package press.lords.platform.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.jspecify.annotations.Nullable;

/** One mail as it came, and what its headers and parts say. */
record Mail(String id, Path file) {

    private static final Session NO_SESSION = Session.getInstance(new Properties());

    /** What is read from the bytes, at once, so that whoever shows a mail handles no mail format. */
    record Parts(
            String subject,
            String messageId,
            List<InternetAddress> from,
            List<InternetAddress> to,
            List<InternetAddress> cc,
            List<String> envelope,
            List<String> listUnsubscribe,
            List<String> listUnsubscribePost,
            String text,
            String html) {}

    Instant arrived() {
        return Instant.ofEpochMilli(Long.parseLong(id));
    }

    Parts parts() throws IOException {
        try (var content = Files.newInputStream(file)) {
            var message = new MimeMessage(NO_SESSION, content);
            return new Parts(
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    Optional.ofNullable(message.getMessageID()).orElse(""),
                    addresses(message.getFrom()),
                    addresses(message.getRecipients(RecipientType.TO)),
                    addresses(message.getRecipients(RecipientType.CC)),
                    header(message, Envelope.RECIPIENTS),
                    header(message, "List-Unsubscribe"),
                    header(message, "List-Unsubscribe-Post"),
                    find(message, "text/plain").orElse(""),
                    find(message, "text/html").orElse(""));
        } catch (MessagingException unreadable) {
            throw new IOException("Mail " + id + " can't be read", unreadable);
        }
    }

    private static List<InternetAddress> addresses(Address @Nullable [] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses)
                        .filter(InternetAddress.class::isInstance)
                        .map(InternetAddress.class::cast)
                        .toList();
    }

    private static List<String> header(MimeMessage message, String name) throws MessagingException {
        return Stream.ofNullable(message.getHeader(name))
                .flatMap(Arrays::stream)
                .toList();
    }

    private static Optional<String> find(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type) && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return Optional.of(part.getContent().toString());
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                var found = find(multipart.getBodyPart(i), type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
