package press.lords.platform.mail;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import jakarta.mail.internet.InternetAddress;

import static java.util.stream.Collectors.joining;

/** The pages that people read the mails on. What a mail contains is shown escaped, its HTML in a frame without rights. */
final class MailHtml {

    private static final int SHOWN = 100;
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,;:!?)]");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.UK).withZone(ZoneId.systemDefault());

    private MailHtml() {}

    static String list(Mailbox mailbox) throws IOException {
        var rows = new StringBuilder();
        for (var id : mailbox.ids().stream().limit(SHOWN).toList()) {
            var mail = mailbox.mail(id);
            if (mail.isPresent()) {
                rows.append(row(mail.get()));
            }
        }
        var table = "<table><thead><tr><th>Arrived</th><th>To</th><th>Subject</th></tr></thead><tbody>" + rows
                + "</tbody></table>";
        return page(
                "Mails",
                "<h1>Mails</h1><p>What the press sent; none of it left this machine.</p>"
                        + (rows.isEmpty() ? "<p>No mail yet.</p>" : table));
    }

    static String mail(Mail mail) throws IOException {
        var parts = mail.parts();
        var body = parts.html().isEmpty()
                ? ""
                : "<h2>As HTML</h2><iframe sandbox title=\"The mail as HTML\" srcdoc=\"" + escape(parts.html())
                        + "\"></iframe>";
        return page(
                parts.subject(),
                "<p><a href=\"/\">All mails</a></p><h1>%s</h1><p>From %s<br>To %s<br>%s</p><pre>%s</pre>%s"
                        .formatted(
                                escape(parts.subject()),
                                people(parts.from()),
                                people(parts.to()),
                                TIME.format(mail.arrived()),
                                linked(parts.text()),
                                body));
    }

    private static String row(Mail mail) throws IOException {
        var parts = mail.parts();
        var subject = parts.subject().isBlank() ? "(no subject)" : parts.subject();
        return "<tr><td>%s</td><td>%s</td><td><a href=\"/mails/%s\">%s</a></td></tr>"
                .formatted(TIME.format(mail.arrived()), people(parts.to()), mail.id(), escape(subject));
    }

    private static String page(String title, String content) {
        return """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title>
            <style>
            body { font: 1rem/1.5 Georgia, serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
            table { border-collapse: collapse; width: 100%%; } td, th { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ccc; }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; } iframe { width: 100%%; height: 36rem; border: 1px solid #ccc; }
            </style></head>
            <body><main>%s</main></body>
            </html>
            """.formatted(escape(title), content);
    }

    private static String people(List<InternetAddress> addresses) {
        return addresses.stream()
                .map(InternetAddress::toUnicodeString)
                .map(MailHtml::escape)
                .collect(joining(", "));
    }

    private static String linked(String text) {
        return ADDRESS.matcher(escape(text)).replaceAll("<a href=\"$0\">$0</a>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
