package press.lords.subscription.bounce;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For the program that reads the mails to the bounce address. */
@RestController
class MailReportController {

    private final HeedReport heedReport;

    MailReportController(HeedReport heedReport) {
        this.heedReport = heedReport;
    }

    @PostMapping(path = "/api/mail-reports", consumes = "message/rfc822")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void report(@RequestBody byte[] message) {
        heedReport.heed(message);
    }
}
