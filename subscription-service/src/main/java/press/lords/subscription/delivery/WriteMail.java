package press.lords.subscription.delivery;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jakarta.mail.internet.MimeMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import press.lords.subscription.SiteSettings;
import press.lords.subscription.template.Templates;
import press.lords.subscription.vault.CannotOpen;
import press.lords.subscription.vault.Compartment;
import press.lords.subscription.vault.ReaderKeys;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Opens a sealed mail and puts it into words, text and HTML. */
@Component
class WriteMail {

    private static final Logger log = LoggerFactory.getLogger(WriteMail.class);
    private static final TypeReference<Map<String, String>> CONTENTS = new TypeReference<>() {};

    private final ComposeMail composeMail;
    private final ReaderKeys keys;
    private final Templates templates;
    private final SiteSettings site;
    private final JsonMapper json;
    private final Duration unconfirmed;

    WriteMail(
            ComposeMail composeMail,
            ReaderKeys keys,
            Templates templates,
            SiteSettings site,
            JsonMapper json,
            @Value("${press.retention.unconfirmed}") Duration unconfirmed) {
        this.composeMail = composeMail;
        this.keys = keys;
        this.templates = templates;
        this.site = site;
        this.json = json;
        this.unconfirmed = unconfirmed;
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
        context.put("unconfirmed", words(unconfirmed));
        OutgoingMail outgoing = new OutgoingMail(
                mail.id(),
                contents.getOrDefault("to", ""),
                site.name() + ": " + mail.letter().subject(),
                templates.render(mail.letter().template() + ".txt", context),
                templates.render(mail.letter().template() + ".html", context),
                Map.of("Auto-Submitted", "auto-generated"));
        return composeMail.compose(outgoing, false);
    }

    /** Rather longer than it is. */
    static String words(Duration time) {
        long hours = Math.ceilDiv(time.toMinutes(), 60);
        return hours % 24 == 0 ? words(hours / 24, "day") : words(hours, "hour");
    }

    private static String words(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
