package press.lords.subscription.rights;

import java.util.List;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import press.lords.subscription.access.session.DemandSecondFactor;
import press.lords.subscription.access.session.Reader;
import press.lords.subscription.access.session.SessionCookies;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.ChooseNewsletters;
import press.lords.subscription.signup.CorrectAddress;
import press.lords.subscription.signup.NewsletterConsents.How;
import press.lords.subscription.signup.NewsletterSettings;

/** A reader's own data: see, change, take away, erase. */
@RestController
class MeController {

    private final ReadersData readersData;
    private final ChooseNewsletters chooseNewsletters;
    private final NewsletterSettings newsletters;
    private final ReaderLimits limits;
    private final CorrectAddress correctAddress;
    private final EraseSubscriber eraseSubscriber;
    private final DemandSecondFactor demandSecondFactor;

    MeController(
            ReadersData readersData,
            ChooseNewsletters chooseNewsletters,
            NewsletterSettings newsletters,
            ReaderLimits limits,
            CorrectAddress correctAddress,
            EraseSubscriber eraseSubscriber,
            DemandSecondFactor demandSecondFactor) {
        this.readersData = readersData;
        this.chooseNewsletters = chooseNewsletters;
        this.newsletters = newsletters;
        this.limits = limits;
        this.correctAddress = correctAddress;
        this.eraseSubscriber = eraseSubscriber;
        this.demandSecondFactor = demandSecondFactor;
    }

    @GetMapping("/api/me")
    Me me(@AuthenticationPrincipal Reader reader) {
        return readersData.me(reader);
    }

    @PatchMapping(path = "/api/me/newsletters", consumes = MediaType.APPLICATION_JSON_VALUE)
    Newsletters choose(@AuthenticationPrincipal Reader reader, @RequestBody Newsletters chosen) {
        if (chosen.newsletters() == null) {
            throw new RequestProblem.InvalidFields("newsletters", "must not be missing");
        }
        List<String> checked = newsletters.checked(chosen.newsletters());
        limits.mayChoose(reader.subscriber(), checked);
        return new Newsletters(List.copyOf(chooseNewsletters.exactly(reader.subscriber(), checked, How.PREFERENCES)));
    }

    @PatchMapping(path = "/api/me", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted correct(
            @AuthenticationPrincipal Reader reader, @RequestBody Correction correction, HttpServletRequest request) {
        demandSecondFactor.of(reader);
        correctAddress.ask(reader.subscriber(), correction.email(), request.getRemoteAddr());
        return new Accepted(
                "If the address is right, a mail is on its way to it; it counts once its link is followed.");
    }

    @GetMapping("/api/me/export")
    ResponseEntity<Export> export(@AuthenticationPrincipal Reader reader) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"lords-press-export.json\"")
                .body(readersData.export(reader));
    }

    @DeleteMapping("/api/me")
    ResponseEntity<Receipt> erase(@AuthenticationPrincipal Reader reader) {
        demandSecondFactor.of(reader);
        return ResponseEntity.ok().headers(SessionCookies.taken()).body(eraseSubscriber.erase(reader.subscriber()));
    }

    record Newsletters(@Nullable List<@Nullable String> newsletters) {}

    record Correction(@Nullable String email) {}

    record Accepted(String message) {}
}
