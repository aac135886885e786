package press.lords.subscription.bounce;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Reports as mail servers write them. */
final class Reports {

    private Reports() {}

    static byte[] bytes(String message) {
        return message.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(ISO_8859_1);
    }

    /** RFC 3464, with the returned mail's headers. */
    static String deliveryStatus(String row, String recipient, String action, String status) {
        return deliveryStatus(row, recipient, recipient, action, status);
    }

    static String deliveryStatus(String row, String recipient, String returnedTo, String action, String status) {
        return """
                Return-Path: <>
                Delivered-To: bounces+%1$s@press.example
                From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
                To: bounces+%1$s@press.example
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                 boundary="boundary-1"

                This is a MIME-encapsulated message.

                --boundary-1
                Content-Type: text/plain; charset=us-ascii

                I'm sorry to have to inform you that your message could not be delivered.

                --boundary-1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.net
                X-Postfix-Queue-ID: 4F2D31
                Arrival-Date: Wed, 25 Nov 2026 17:00:00 +0000 (UTC)

                Final-Recipient: rfc822; %2$s
                Original-Recipient: rfc822;%2$s
                Action: %4$s
                Status: %5$s
                Remote-MTA: dns; mail.example.org
                Diagnostic-Code: smtp; 550 %5$s <%2$s>: Recipient address
                    rejected: User unknown

                --boundary-1
                Content-Type: text/rfc822-headers

                From: Letters <letters@localhost>
                To: %3$s
                Subject: News
                Message-ID: <%1$s@localhost>

                --boundary-1--
                """.formatted(row, recipient, returnedTo, action, status);
    }

    /** RFC 5965. */
    static String complaint(String row, String recipient, String type) {
        return """
                From: <abusedesk@example.org>
                To: <complaints@press.example>
                Subject: FW: News
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="part1"

                --part1
                Content-Type: text/plain; charset="US-ASCII"

                This is an email abuse report.

                --part1
                Content-Type: message/feedback-report

                Feedback-Type: %3$s
                User-Agent: SomeGenerator/1.0
                Version: 1
                Original-Rcpt-To: <%2$s>
                Reported-Domain: press.example

                --part1
                Content-Type: message/rfc822
                Content-Disposition: inline

                From: Letters <letters@localhost>
                To: <redacted@example.org>
                Subject: News
                MIME-Version: 1.0
                Message-ID: <%1$s@localhost>
                Content-Type: text/plain

                What it is about.

                --part1--
                """.formatted(row, recipient, type);
    }
}
