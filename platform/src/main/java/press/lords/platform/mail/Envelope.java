package press.lords.platform.mail;

import java.util.List;

import static java.util.stream.Collectors.joining;

/** Whom a mail was really from and for, which its own headers need not say. */
record Envelope(String sender, List<String> recipients) {

    static final String RECIPIENTS = "X-Envelope-To";

    Envelope {
        recipients = List.copyOf(recipients);
    }

    /** The header lines that keep the envelope with the mail. */
    String headers() {
        return "Return-Path: <" + sender + ">\r\n" + RECIPIENTS + ": "
                + recipients.stream().collect(joining(", ")) + "\r\n";
    }
}
