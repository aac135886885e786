package press.lords.subscription.signup;

import java.util.List;
import java.util.Map;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.template.Pages;

/** Signing up, for people. Reading a page changes nothing: mail scanners open links. */
@RestController
class SignupPages {

    private static final String INBOX = "Look into your mail";

    private final Subscribe subscribe;
    private final ConfirmSubscription confirmSubscription;
    private final NewsletterSettings newsletters;
    private final Pages pages;

    SignupPages(
            Subscribe subscribe, ConfirmSubscription confirmSubscription, NewsletterSettings newsletters, Pages pages) {
        this.subscribe = subscribe;
        this.confirmSubscription = confirmSubscription;
        this.newsletters = newsletters;
        this.pages = pages;
    }

    @GetMapping("/subscribe")
    ResponseEntity<String> form() {
        return form(HttpStatus.OK, "");
    }

    @PostMapping(path = "/api/subscriptions", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> subscribe(
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(name = "newsletters", required = false) @Nullable List<@Nullable String> named,
            HttpServletRequest request) {
        try {
            subscribe.subscribe(email, named, request.getRemoteAddr());
        } catch (RequestProblem.InvalidFields e) {
            return form(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    e.isOf("email")
                            ? "Please check the address: it doesn’t look like one."
                            : "Please choose the newsletters again: one of those that were asked for isn’t ours.");
        } catch (RequestProblem.TooMany e) {
            return Pages.retryAfter(
                    e.retryAfterSeconds(),
                    form(HttpStatus.TOO_MANY_REQUESTS, "There were too many at once. Please try again in a minute."));
        }
        return pages.message(
                HttpStatus.ACCEPTED, INBOX, "If the address is right, a mail with a link is on its way to it.");
    }

    @GetMapping("/confirm/{token}")
    ResponseEntity<String> confirm(@PathVariable String token) {
        return pages.page(
                HttpStatus.OK,
                "confirm",
                Map.of(
                        "title",
                        "Confirm your address",
                        "token",
                        token,
                        "newsletters",
                        confirmSubscription.newslettersOf(token)));
    }

    @PostMapping(path = "/api/subscriptions/confirmations", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> confirmed(@RequestParam(required = false) @Nullable String token) {
        try {
            confirmSubscription.confirm(token);
        } catch (SignupProblem.LinkInvalid e) {
            if (token == null || !confirmSubscription.wasJustConfirmed(token)) {
                return pages.message(
                        HttpStatus.GONE,
                        "This link doesn’t work any more",
                        "It was used before, or is too old. Subscribe again to get another one.");
            }
        }
        return pages.message(
                HttpStatus.OK,
                "Thank you",
                "Your address is confirmed. If this is your first time, a mail with a link to sign in is on its way.");
    }

    private ResponseEntity<String> form(HttpStatus status, String problem) {
        List<Map<String, String>> choices = newsletters.newsletters().entrySet().stream()
                .map(one -> Map.of(
                        "id", one.getKey(),
                        "name", one.getValue().title(),
                        "invitation", one.getValue().invitation()))
                .toList();
        return pages.page(
                status, "subscribe", Map.of("title", "Subscribe", "problem", problem, "newsletters", choices));
    }
}
