package press.lords.subscription.bounce;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import press.lords.subscription.bounce.MailReport.Verdict;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class ReadReportTests {

    private static final String ROW = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "5.1.1, 550 5.1.1 no such user, true",
        "5.1.8, 550 5.1.8 no such sender, false",
        "5.7.1, 550 no, false",
        "5.0.0, 550 no such user, false",
        "5.0.0, 550-5.1.1 no such user, true",
        "5.0.0, 550 5.1.7 bad sender, false",
        "5.0.0, 550 5.1.8 no such sender, false",
        "5.0.0, 550-5.7.26 unauthenticated, false",
        "5.0.0, 550 5.2.2 full, false",
        "5.0.0, 554 no, false",
        "5.0.0, 5505 no, false"
    })
    void takesTheMailboxForGoneByTheRuleThatAnswersAreReadBy(String status, String answer, boolean mailbox) {
        String report = Reports.deliveryStatus(ROW, "reader@example.org", "failed", status)
                .replaceFirst("smtp; .*\n.*", "smtp; " + answer);

        assertThat(ReadReport.read(report.getBytes(US_ASCII)).verdict()).isEqualTo(new Verdict.Failed(status, mailbox));
    }
}
