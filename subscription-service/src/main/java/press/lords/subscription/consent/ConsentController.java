package press.lords.subscription.consent;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import press.lords.events.ConsentEvent.How;
import press.lords.events.NoticeEvent.Purpose;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/consent")
class ConsentController {

    private final ReadConsent readConsent;
    private final ChooseConsent chooseConsent;
    private final SameOrigin sameOrigin;
    private final JsonMapper json;

    ConsentController(ReadConsent readConsent, ChooseConsent chooseConsent, SameOrigin sameOrigin, JsonMapper json) {
        this.readConsent = readConsent;
        this.chooseConsent = chooseConsent;
        this.sameOrigin = sameOrigin;
        this.json = json;
    }

    @GetMapping
    ConsentView read(HttpServletRequest request) {
        return ConsentView.of(readConsent.standing(Browser.of(request)));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ConsentView> choose(HttpServletRequest request, @RequestBody ConsentRequest choice) {
        Browser browser = Browser.of(request);
        sameOrigin.require(request, browser);
        VisitorSecret secret = chooseConsent.choose(browser, choice.wanted(), choice.notice());
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, secret.cookie().toString())
                .body(ConsentView.of(readConsent.standing(browser.knownBy(secret))));
    }

    @DeleteMapping
    ConsentView withdraw(HttpServletRequest request) {
        Browser browser = Browser.of(request);
        sameOrigin.require(request, browser);
        chooseConsent.withdraw(browser);
        return ConsentView.of(readConsent.standing(browser));
    }

    /** The entries are the very records of the journal, so that anyone can compute their hashes. */
    @GetMapping("/history")
    HistoryView history(HttpServletRequest request) {
        return readConsent
                .visitor(Browser.of(request))
                .map(visitor -> new HistoryView(
                        visitor.id(),
                        readConsent.history(visitor).stream()
                                .map(entry -> json.readTree(entry.value()))
                                .toList()))
                .orElse(new HistoryView(null, List.of()));
    }

    record ConsentView(
            NoticeView notice,
            boolean asked,
            Map<String, Boolean> purposes,
            @Nullable How how,
            @Nullable Instant at) {
        static ConsentView of(Standing standing) {
            return new ConsentView(
                    NoticeView.of(standing.notice()),
                    standing.asked(),
                    standing.purposes(),
                    standing.how(),
                    standing.at());
        }
    }

    record NoticeView(String version, String hash, String title, String text, List<Purpose> purposes) {
        static NoticeView of(Notice notice) {
            return new NoticeView(
                    notice.version(),
                    notice.hash(),
                    notice.wording().title(),
                    notice.wording().text(),
                    notice.purposes());
        }
    }

    record HistoryView(@Nullable String visitor, List<JsonNode> entries) {}
}
