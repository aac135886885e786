package press.lords.subscription.consent;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import press.lords.events.ConsentEvent.How;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.template.Pages;

/** The cookie settings for people: one form, in which every answer is one click away and none is easier than another. */
@RestController
@RequestMapping("/consent")
class ConsentPage {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);
    private static final Set<String> FIELDS = Set.of("choice", "purpose", "notice");

    private final ReadConsent readConsent;
    private final ChooseConsent chooseConsent;
    private final SameOrigin sameOrigin;
    private final Pages pages;

    ConsentPage(ReadConsent readConsent, ChooseConsent chooseConsent, SameOrigin sameOrigin, Pages pages) {
        this.readConsent = readConsent;
        this.chooseConsent = chooseConsent;
        this.sameOrigin = sameOrigin;
        this.pages = pages;
    }

    @GetMapping
    ResponseEntity<String> show(HttpServletRequest request) {
        Standing standing = readConsent.standing(Browser.of(request));
        Notice notice = standing.notice();
        return pages.page(
                HttpStatus.OK,
                "consent",
                Map.of(
                        "title", notice.wording().title(),
                        "paragraphs", paragraphs(notice.wording().text()),
                        "purposes", purposes(standing),
                        "version", notice.version(),
                        "status", status(standing.how(), standing.at()),
                        "allowed", notice.allowed(standing.purposes()) > 0));
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> choose(HttpServletRequest request, @RequestParam MultiValueMap<String, String> form) {
        Browser browser = Browser.of(request);
        sameOrigin.require(request, browser);
        if (!FIELDS.containsAll(form.keySet())) {
            throw new RequestProblem.InvalidFields("body", "has a field that isn't known here");
        }
        ResponseEntity.HeadersBuilder<?> back =
                ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/consent"));
        if ("withdraw".equals(form.getFirst("choice"))) {
            chooseConsent.withdraw(browser);
            return back.build();
        }
        try {
            VisitorSecret secret = chooseConsent.choose(browser, wanted(form), form.getFirst("notice"));
            back.header(HttpHeaders.SET_COOKIE, secret.cookie().toString());
        } catch (ConsentProblem.NoticeChanged e) {
            // The page shows the notice that is in force now.
        } catch (RequestProblem.TooMany e) {
            return Pages.retryAfter(
                    e.retryAfterSeconds(),
                    pages.message(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "Not now",
                            "There were too many choices at once. Please go back and try again in a minute."));
        }
        return back.build();
    }

    /** Names every purpose: what a person presses was not said by the browser. */
    private Map<String, @Nullable Boolean> wanted(MultiValueMap<String, String> form) {
        Map<String, @Nullable Boolean> wanted =
                new LinkedHashMap<>(readConsent.notice().onlyTheNecessary());
        switch (form.getFirst("choice")) {
            case "accept" -> wanted.replaceAll((_, _) -> true);
            case "refuse" -> {}
            case "save" -> form.getOrDefault("purpose", List.of()).forEach(purpose -> wanted.put(purpose, true));
            case null, default ->
                throw new RequestProblem.InvalidFields("choice", "must be accept, refuse, save or withdraw");
        }
        return wanted;
    }

    private static List<String> paragraphs(String text) {
        return List.of(text.strip().split("\\n\\s*\\n"));
    }

    private static List<Map<String, Object>> purposes(Standing standing) {
        return standing.notice().purposes().stream()
                .map(purpose -> Map.<String, Object>of(
                        "id", purpose.id(),
                        "label", purpose.label(),
                        "required", purpose.required(),
                        "on", standing.purposes().getOrDefault(purpose.id(), false)))
                .toList();
    }

    private static String status(@Nullable How how, @Nullable Instant at) {
        String did = switch (how) {
            case null -> "You have not chosen yet. Until you do, only the necessary is on.";
            case GPC ->
                "Your browser says for you that you refuse (Global Privacy Control). Only the necessary is on, unless you choose otherwise here.";
            case ACCEPT -> "You accepted all purposes.";
            case REFUSE -> "You refused all that isn’t necessary.";
            case CUSTOMISE -> "You chose what is marked below.";
            case WITHDRAW -> "You withdrew what you had allowed.";
        };
        return at == null ? did : did + " (" + MOMENT.format(at) + ")";
    }
}
