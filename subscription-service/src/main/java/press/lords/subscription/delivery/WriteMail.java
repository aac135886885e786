package press.lords.subscription.delivery;

import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import press.lords.subscription.SiteSettings;
import press.lords.subscription.template.Templates;
import press.lords.subscription.vault.CannotOpen;
import press.lords.subscription.vault.Compartment;
import press.lords.subscription.vault.ReaderKeys;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Opens a sealed mail and puts it into words, text and HTML. Its Message-ID follows from the mail's id: who got it twice can see that. */
@Component
class WriteMail {

    private static final Logger log = LoggerFactory.getLogger(WriteMail.class);
    private static final TypeReference<Map<String, String>> CONTENTS = new TypeReference<>() {};

    private final JavaMailSender sender;
    private final ReaderKeys keys;
    private final Templates templates;
    private final MailSettings settings;
    private final SiteSettings site;
    private final JsonMapper json;
    private final Clock clock;

    WriteMail(
            JavaMailSender sender,
            ReaderKeys keys,
            Templates templates,
            MailSettings settings,
            SiteSettings site,
            JsonMapper json,
            Clock clock) {
        this.sender = sender;
        this.keys = keys;
        this.templates = templates;
        this.settings = settings;
        this.site = site;
        this.json = json;
        this.clock = clock;
    }

    /** Empty when it can't be written, be it that the reader's key is gone. */
    Optional<MimeMessage> write(ClaimedMail mail) {
        return keys.of(mail.subscriber())
                .flatMap(key -> contents(mail, key))
                .flatMap(contents -> message(mail, contents));
    }

    private Optional<Map<String, String>> contents(ClaimedMail mail, Compartment key) {
        try {
            byte[] opened = key.open(mail.sealed().getData(), OweMail.label(mail.id()));
            return Optional.of(json.readValue(opened, CONTENTS));
        } catch (CannotOpen e) {
            log.error("mail {} doesn't open: {}", mail.id(), e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<MimeMessage> message(ClaimedMail mail, Map<String, String> contents) {
        Map<String, Object> context = new LinkedHashMap<>(contents);
        context.put(
                "newsletters", contents.getOrDefault("newsletters", "").lines().toList());
        context.put("paper", site.name());
        context.put("address", site.address());
        MimeMessage message = sender.createMimeMessage();
        try {
            MimeMessageHelper helper = new MimeMessageHelper(message, true, UTF_8.name());
            helper.setFrom(settings.sender());
            message.setRecipient(RecipientType.TO, new InternetAddress(contents.get("to"), true));
            helper.setSubject(site.name() + ": " + mail.letter().subject());
            helper.setSentDate(Date.from(clock.instant()));
            helper.setText(
                    templates.render(mail.letter().template() + ".txt", context),
                    templates.render(mail.letter().template() + ".html", context));
            message.setHeader("Message-ID", "<" + mail.id() + "@" + site.host() + ">");
            message.setHeader("Auto-Submitted", "auto-generated");
            return Optional.of(message);
        } catch (MessagingException e) {
            // Not the exception: it quotes addresses.
            log.error(
                    "mail {} can't be put into words: {}",
                    mail.id(),
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
