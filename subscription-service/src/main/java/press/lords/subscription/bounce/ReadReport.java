package press.lords.subscription.bounce;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePartDataSource;

import press.lords.subscription.bounce.MailReport.Verdict;
import press.lords.subscription.delivery.MailboxFailures;
import press.lords.subscription.signup.EmailAddress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Reads what strangers wrote. It looks at the outermost parts alone and at their fields, never at what a part contains in turn, and understands
 * all of it or nothing.
 */
final class ReadReport {

    private static final int MOST_PARTS = 6;
    private static final int LONGEST_FIELD = 1_000;
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final List<String> ENVELOPE_RECIPIENTS = List.of("Delivered-To", "X-Original-To", "To");
    private static final Pattern RETURN_ADDRESS = Pattern.compile("\\+([0-9a-f]{32})@");
    private static final Pattern MESSAGE_ID = Pattern.compile("\\s*<([0-9a-f]{32})@[A-Za-z0-9.-]{1,255}>\\s*");
    private static final Pattern STATUS = Pattern.compile("\\s*([245]\\.\\d{1,3}\\.\\d{1,3})\\b.*", Pattern.DOTALL);
    private static final String UNDEFINED = "5.0.0";
    private static final Pattern ANSWER =
            Pattern.compile("(?i)\\s*smtp\\s*;\\s*\\d{3}\\b(?:[ -](\\d\\.\\d{1,3}\\.\\d{1,3})\\b)?");
    private static final Set<String> COMPLAINTS = Set.of("abuse", "fraud");

    private final MimeMessage report;
    private final List<BodyPart> parts = new ArrayList<>();

    private ReadReport(byte[] bytes) throws MessagingException {
        this.report = new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
        MimeMultipart all = new MimeMultipart(new MimePartDataSource(report));
        if (all.getCount() > MOST_PARTS) {
            throw new ReportProblem.Unreadable();
        }
        for (int n = 0; n < all.getCount(); n++) {
            parts.add(all.getBodyPart(n));
        }
    }

    static MailReport read(byte[] bytes) {
        if (new String(bytes, ISO_8859_1).indexOf('\0') >= 0) {
            throw new ReportProblem.Unreadable();
        }
        try {
            return new ReadReport(bytes).read();
        } catch (MessagingException | IOException e) {
            throw new ReportProblem.Unreadable();
        } catch (RuntimeException e) {
            // Jakarta Mail trips over some of what strangers write.
            throw new ReportProblem.Unreadable();
        }
    }

    private MailReport read() throws MessagingException, IOException {
        ContentType type = new ContentType(report.getContentType());
        String reportType = type.getParameter("report-type");
        // Without a boundary, Jakarta Mail takes a line for it that looks like one.
        if (!type.match("multipart/report") || reportType == null || type.getParameter("boundary") == null) {
            throw new ReportProblem.Unreadable();
        }
        return switch (reportType.toLowerCase(Locale.ROOT)) {
            case "delivery-status" -> deliveryStatus();
            case "feedback-report" -> complaint();
            default -> throw new ReportProblem.Unreadable();
        };
    }

    /** RFC 3464: fields of the whole, and then of each recipient; our mails have one. */
    private MailReport deliveryStatus() throws MessagingException, IOException {
        List<InternetHeaders> groups = groups(only("message/delivery-status"));
        if (groups.size() != 2) {
            throw new ReportProblem.Unreadable();
        }
        InternetHeaders recipient = groups.getLast();
        List<EmailAddress> recipients = new ArrayList<>();
        address(one(recipient, "Final-Recipient")).ifPresent(recipients::add);
        optional(recipient, "Original-Recipient").flatMap(ReadReport::address).ifPresent(recipients::add);
        return report(recipients, verdict(recipient));
    }

    /** With empty lines between them. */
    private static List<InternetHeaders> groups(BodyPart part) throws MessagingException, IOException {
        List<InternetHeaders> groups = new ArrayList<>();
        try (InputStream stream = part.getInputStream()) {
            String text = new String(stream.readAllBytes(), ISO_8859_1).replace("\r\n", "\n");
            for (String group : text.split("\n[ \t]*\n", -1)) {
                if (!group.isBlank()) {
                    groups.add(new InternetHeaders(new ByteArrayInputStream(group.getBytes(ISO_8859_1))));
                }
            }
        }
        return groups;
    }

    private static Verdict verdict(InternetHeaders recipient) {
        Matcher status = STATUS.matcher(one(recipient, "Status"));
        if (!status.matches()) {
            throw new ReportProblem.Unreadable();
        }
        return switch (one(recipient, "Action").strip().toLowerCase(Locale.ROOT)) {
            case "failed" -> {
                String code = status.group(1);
                yield new Verdict.Failed(code, MailboxFailures.tells(code) || tellsByAnswer(code, recipient));
            }
            case "delayed", "delivered", "relayed", "expanded" -> new Verdict.Noted();
            default -> throw new ReportProblem.Unreadable();
        };
    }

    /** Who can't tell what a status means passes on what the mail server answered. */
    private static boolean tellsByAnswer(String status, InternetHeaders recipient) {
        Matcher answer = ANSWER.matcher(optional(recipient, "Diagnostic-Code").orElse(""));
        return status.equals(UNDEFINED)
                && answer.lookingAt()
                && MailboxFailures.tells(Objects.requireNonNullElse(answer.group(1), ""));
    }

    /** RFC 5965. */
    private MailReport complaint() throws MessagingException, IOException {
        try (InputStream stream = only("message/feedback-report").getInputStream()) {
            InternetHeaders fields = new InternetHeaders(stream);
            one(fields, "Version");
            boolean complains =
                    COMPLAINTS.contains(one(fields, "Feedback-Type").strip().toLowerCase(Locale.ROOT));
            return report(new ArrayList<>(), complains ? new Verdict.Complained() : new Verdict.Noted());
        }
    }

    /** Whatever names the mail must name the same one. */
    private MailReport report(List<EmailAddress> recipients, Verdict verdict) throws MessagingException, IOException {
        Set<String> rows = new TreeSet<>();
        for (String header : ENVELOPE_RECIPIENTS) {
            String[] values = report.getHeader(header);
            for (String value : values == null ? new String[0] : values) {
                RETURN_ADDRESS.matcher(value).results().forEach(found -> rows.add(found.group(1)));
            }
        }
        Optional<InternetHeaders> returned = returned();
        if (returned.isPresent()) {
            optional(returned.get(), "Message-ID")
                    .map(MESSAGE_ID::matcher)
                    .filter(Matcher::matches)
                    .ifPresent(found -> rows.add(found.group(1)));
            optional(returned.get(), "To").flatMap(EmailAddress::parse).ifPresent(recipients::add);
        }
        if (rows.size() != 1) {
            throw new ReportProblem.Unreadable();
        }
        return new MailReport(rows.iterator().next(), recipients, verdict);
    }

    private Optional<InternetHeaders> returned() throws MessagingException, IOException {
        List<InternetHeaders> returned = new ArrayList<>();
        for (BodyPart part : parts) {
            if (part.isMimeType("message/rfc822") || part.isMimeType("text/rfc822-headers")) {
                try (InputStream stream = part.getInputStream()) {
                    returned.add(new InternetHeaders(stream));
                }
            }
        }
        if (returned.size() > 1) {
            throw new ReportProblem.Unreadable();
        }
        return returned.stream().findFirst();
    }

    private BodyPart only(String type) throws MessagingException {
        List<BodyPart> found = new ArrayList<>();
        for (BodyPart part : parts) {
            if (part.isMimeType(type)) {
                found.add(part);
            }
        }
        if (found.size() != 1) {
            throw new ReportProblem.Unreadable();
        }
        return found.getFirst();
    }

    /** Of {@code rfc822; reader@example.org}. */
    private static Optional<EmailAddress> address(String typed) {
        int semicolon = typed.indexOf(';');
        return semicolon > 0 && typed.substring(0, semicolon).strip().equalsIgnoreCase("rfc822")
                ? EmailAddress.parse(typed.substring(semicolon + 1).strip().replaceAll("^<|>$", ""))
                : Optional.empty();
    }

    private static String one(InternetHeaders fields, String name) {
        return optional(fields, name).orElseThrow(ReportProblem.Unreadable::new);
    }

    /** A field that is there twice says nothing. */
    private static Optional<String> optional(InternetHeaders fields, String name) {
        String[] values = fields.getHeader(name);
        if (values == null) {
            return Optional.empty();
        }
        if (values.length != 1 || values[0].length() > LONGEST_FIELD) {
            throw new ReportProblem.Unreadable();
        }
        return Optional.of(values[0]);
    }
}
