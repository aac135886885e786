package press.lords.subscription.access.session;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import press.lords.subscription.access.session.OpenSession.Shown;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.Subscribe;
import press.lords.subscription.template.Pages;

/** Signing in, for people. */
@RestController
class SessionPages {

    /** As the press writes paths; nothing else is led to, since it might be elsewhere. */
    private static final Pattern OWN_PATH = Pattern.compile("(?:/[a-z0-9-]{1,100}){1,4}");

    private static final String TOO_MANY = "There were too many tries. Please wait a little and try again.";

    private final Subscribe subscribe;
    private final OpenSession openSession;
    private final RefreshSession refreshSession;
    private final Pages pages;

    SessionPages(Subscribe subscribe, OpenSession openSession, RefreshSession refreshSession, Pages pages) {
        this.subscribe = subscribe;
        this.openSession = openSession;
        this.refreshSession = refreshSession;
        this.pages = pages;
    }

    @GetMapping("/sign-in")
    ResponseEntity<String> form() {
        return form(HttpStatus.OK, "");
    }

    @PostMapping(path = "/api/sign-in-links", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> askForLink(
            @RequestParam(required = false) @Nullable String email, HttpServletRequest request) {
        AskingBrowser browser = AskingBrowser.of(request);
        try {
            subscribe.askForLink(email, browser.hash(), request.getRemoteAddr());
        } catch (RequestProblem.InvalidFields e) {
            return form(HttpStatus.UNPROCESSABLE_CONTENT, "Please check the address: it doesn’t look like one.");
        } catch (RequestProblem.TooMany e) {
            return Pages.retryAfter(e.retryAfterSeconds(), form(HttpStatus.TOO_MANY_REQUESTS, TOO_MANY));
        }
        return with(
                browser.cookie(),
                pages.message(
                        HttpStatus.ACCEPTED,
                        "Look into your mail",
                        "If the address is a reader’s, a mail with a link and a code is on its way to it. Open the link in this"
                                + " browser; on another device type the code in."));
    }

    @GetMapping("/sign-in/{token}")
    ResponseEntity<String> link(@PathVariable String token) {
        return pages.page(HttpStatus.OK, "sign-in-link", Map.of("title", "Sign in", "token", token));
    }

    @PostMapping(path = "/api/sessions", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> open(
            @RequestParam(required = false) @Nullable String token,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String totp,
            HttpServletRequest request) {
        Shown shown = new Shown(token, email, code, totp);
        Credentials.Pair pair;
        try {
            pair = openSession.open(shown, AskingBrowser.in(request), request.getRemoteAddr());
        } catch (SessionProblem.SecondFactorRequired e) {
            return secondFactor(HttpStatus.UNAUTHORIZED, shown, "");
        } catch (SessionProblem.SecondFactorRefused e) {
            return secondFactor(
                    HttpStatus.UNAUTHORIZED,
                    shown,
                    "This code isn’t good now. Wait for the next one: each works once.");
        } catch (RequestProblem.InvalidFields | SessionProblem.SignInRefused e) {
            return form(
                    HttpStatus.UNAUTHORIZED,
                    "This didn’t work: a link works once, within ten minutes, in the browser that asked for it. The code works anywhere.");
        } catch (RequestProblem.TooMany e) {
            return Pages.retryAfter(
                    e.retryAfterSeconds(),
                    shown.totp() == null
                            ? form(HttpStatus.TOO_MANY_REQUESTS, TOO_MANY)
                            : secondFactor(HttpStatus.TOO_MANY_REQUESTS, shown, TOO_MANY));
        }
        return with(
                SessionCookies.given(pair),
                pages.message(HttpStatus.CREATED, "Welcome", "You are signed in and can read everything."));
    }

    /** The press's pages run no script that would do this: whoever was away for longer than an access token lives goes on by a button. */
    @PostMapping(
            path = "/api/sessions/current/refresh",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            params = "to")
    ResponseEntity<String> readOn(@RequestParam String to, HttpServletRequest request) {
        if (!OWN_PATH.matcher(to).matches()) {
            throw new RequestProblem.InvalidFields("to", "must be a path of this site");
        }
        try {
            String token = SessionCookies.refresh(request).orElseThrow(SessionProblem.NotSignedIn::new);
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .headers(SessionCookies.given(refreshSession.refresh(token)))
                    .location(URI.create(to))
                    .build();
        } catch (SessionProblem.NotSignedIn e) {
            return form(HttpStatus.UNAUTHORIZED, "You are not signed in on this device, or not any more.");
        }
    }

    private ResponseEntity<String> secondFactor(HttpStatus status, Shown shown, String problem) {
        return pages.page(
                status,
                "second-factor",
                Map.of(
                        "title",
                        "One more code",
                        "problem",
                        problem,
                        "token",
                        Objects.requireNonNullElse(shown.token(), ""),
                        "email",
                        Objects.requireNonNullElse(shown.email(), ""),
                        "code",
                        Objects.requireNonNullElse(shown.code(), "")));
    }

    private static ResponseEntity<String> with(HttpHeaders cookies, ResponseEntity<String> page) {
        return ResponseEntity.status(page.getStatusCode())
                .headers(page.getHeaders())
                .headers(cookies)
                .body(page.getBody());
    }

    private ResponseEntity<String> form(HttpStatus status, String problem) {
        return pages.scripted(status, "sign-in", Map.of("title", "Sign in", "problem", problem), "/passkeys.js");
    }
}
