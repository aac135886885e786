package press.lords.subscription.consent;

import java.security.Principal;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import press.lords.subscription.consent.ConsentController.NoticeView;
import press.lords.subscription.request.Precondition;

/** The privacy notice, for those of the staff who answer for it. */
@RestController
@RequestMapping("/api/notice")
class NoticeController {

    private final Notices notices;
    private final ChangeNotice changeNotice;

    NoticeController(Notices notices, ChangeNotice changeNotice) {
        this.notices = notices;
        this.changeNotice = changeNotice;
    }

    @GetMapping
    ResponseEntity<NoticeView> read() {
        return answer(notices.inForce());
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<NoticeView> change(
            Principal caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody NoticeRequest wanted) {
        Precondition precondition = Precondition.required(ifMatch);
        return answer(changeNotice.change(wanted.checked(), precondition, caller.getName()));
    }

    private static ResponseEntity<NoticeView> answer(Notice notice) {
        return ResponseEntity.ok().eTag("\"" + notice.hash() + "\"").body(NoticeView.of(notice));
    }
}
