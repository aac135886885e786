package press.lords.platform.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jakarta.mail.internet.InternetAddress;

/** The mails in the words of Mailpit's API (https://mailpit.axllent.org/docs/api-v1/), as far as tests use them. */
final class Mailpit {

    private static final int SNIPPET = 250;
    private static final Pattern LINK = Pattern.compile("<([^>]+)>");

    private Mailpit() {}

    static Map<String, Object> messages(Mailbox mailbox, int start, int limit) throws IOException {
        var ids = mailbox.ids();
        var messages = new ArrayList<Map<String, Object>>();
        for (var id : ids.stream().skip(start).limit(limit).toList()) {
            var mail = mailbox.mail(id);
            if (mail.isPresent()) {
                messages.add(summary(mail.get()));
            }
        }
        return Map.of(
                "total", ids.size(),
                "unread", ids.size(),
                "count", messages.size(),
                "messages_count", ids.size(),
                "start", start,
                "tags", List.of(),
                "messages", messages);
    }

    static Map<String, Object> message(Mail mail) throws IOException {
        var parts = mail.parts();
        var message = common(mail, parts);
        message.put("ReturnPath", "");
        message.put("Date", mail.arrived().toString());
        message.put("Text", parts.text());
        message.put("HTML", parts.html());
        message.put("Inline", List.of());
        message.put("Attachments", List.of());
        var unsubscribe = String.join(", ", parts.listUnsubscribe());
        message.put(
                "ListUnsubscribe",
                Map.of(
                        "Header",
                        unsubscribe,
                        "HeaderPost",
                        String.join(", ", parts.listUnsubscribePost()),
                        "Links",
                        LINK.matcher(unsubscribe)
                                .results()
                                .map(link -> link.group(1))
                                .toList(),
                        "Errors",
                        ""));
        return message;
    }

    private static Map<String, Object> summary(Mail mail) throws IOException {
        var parts = mail.parts();
        var summary = common(mail, parts);
        var text = parts.text().strip().replaceAll("\\s+", " ");
        summary.put("Created", mail.arrived().toString());
        summary.put("Read", false);
        summary.put("Attachments", 0);
        summary.put("Snippet", text.substring(0, Math.min(SNIPPET, text.length())));
        return summary;
    }

    private static Map<String, Object> common(Mail mail, Mail.Parts parts) throws IOException {
        var common = new TreeMap<String, Object>();
        common.put("ID", mail.id());
        common.put("MessageID", parts.messageId().replaceAll("[<>]", ""));
        common.put(
                "From", parts.from().stream().findFirst().map(Mailpit::address).orElse(Map.of()));
        common.put("To", addresses(parts.to()));
        common.put("Cc", addresses(parts.cc()));
        common.put(
                "Bcc",
                hidden(parts).stream()
                        .map(to -> Map.of("Name", "", "Address", to))
                        .toList());
        common.put("ReplyTo", List.of());
        common.put("Subject", parts.subject());
        common.put("Size", Files.size(mail.file()));
        common.put("Tags", List.of());
        return common;
    }

    /** The recipients that only the envelope names. */
    private static List<String> hidden(Mail.Parts parts) {
        var shown = new ArrayList<>(parts.to());
        shown.addAll(parts.cc());
        var named = shown.stream()
                .map(address -> address.getAddress().toLowerCase(Locale.ROOT))
                .toList();
        return parts.envelope().stream()
                .flatMap(line -> Pattern.compile(",\\s*").splitAsStream(line))
                .filter(to -> !named.contains(to.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static List<Map<String, String>> addresses(List<InternetAddress> addresses) {
        return addresses.stream().map(Mailpit::address).toList();
    }

    private static Map<String, String> address(InternetAddress address) {
        return Map.of(
                "Name", Optional.ofNullable(address.getPersonal()).orElse(""),
                "Address", address.getAddress());
    }
}
