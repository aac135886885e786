package press.lords.subscription.access.session;

import java.util.List;
import java.util.Optional;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import press.lords.subscription.access.session.OpenSession.Shown;
import press.lords.subscription.signup.Subscribe;

/** Signing in and out, for programs and scripts. */
@RestController
class SessionController {

    private final Subscribe subscribe;
    private final OpenSession openSession;
    private final RefreshSession refreshSession;
    private final EndSession endSession;
    private final CurrentSession currentSession;
    private final ListSessions sessions;

    SessionController(
            Subscribe subscribe,
            OpenSession openSession,
            RefreshSession refreshSession,
            EndSession endSession,
            CurrentSession currentSession,
            ListSessions sessions) {
        this.subscribe = subscribe;
        this.openSession = openSession;
        this.refreshSession = refreshSession;
        this.endSession = endSession;
        this.currentSession = currentSession;
        this.sessions = sessions;
    }

    @PostMapping(path = "/api/sign-in-links", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Accepted> askForLink(@RequestBody LinkRequest asked, HttpServletRequest request) {
        AskingBrowser browser = AskingBrowser.of(request);
        subscribe.askForLink(asked.email(), browser.hash(), request.getRemoteAddr());
        return ResponseEntity.accepted()
                .headers(browser.cookie())
                .body(new Accepted("If the address is a reader's, a mail is on its way to it."));
    }

    @PostMapping(path = "/api/sessions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SessionAnswer> open(@RequestBody SessionRequest asked, HttpServletRequest request) {
        return answer(
                HttpStatus.CREATED,
                openSession.open(asked.shown(), AskingBrowser.in(request), request.getRemoteAddr()),
                request);
    }

    @PostMapping("/api/sessions/current/refresh")
    ResponseEntity<SessionAnswer> refresh(HttpServletRequest request) {
        String token = SessionCookies.refresh(request).orElseThrow(SessionProblem.NotSignedIn::new);
        return answer(HttpStatus.OK, refreshSession.refresh(token), request);
    }

    @DeleteMapping("/api/sessions/current")
    ResponseEntity<Void> signOut(HttpServletRequest request, @AuthenticationPrincipal @Nullable Reader reader) {
        endSession.end(currentSession.of(request, reader).orElseThrow(SessionProblem.NotSignedIn::new));
        return ResponseEntity.noContent().headers(SessionCookies.taken()).build();
    }

    @GetMapping("/api/sessions")
    SessionList list(@AuthenticationPrincipal Reader reader) {
        return new SessionList(sessions.of(reader));
    }

    @DeleteMapping("/api/sessions")
    ResponseEntity<Void> signOutEverywhere(@AuthenticationPrincipal Reader reader) {
        endSession.endAll(reader.subscriber());
        return ResponseEntity.noContent().headers(SessionCookies.taken()).build();
    }

    /** Tokens are for programs alone: what a page's script can read, a foreign script in it can read too. */
    static ResponseEntity<SessionAnswer> answer(HttpStatus status, Credentials.Pair pair, HttpServletRequest request) {
        boolean program = request.getHeader(HttpHeaders.ORIGIN) == null
                && Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT))
                        .orElse("")
                        .contains(MediaType.APPLICATION_JSON_VALUE);
        return ResponseEntity.status(status)
                .headers(SessionCookies.given(pair))
                .body(program ? SessionAnswer.withTokens(pair) : SessionAnswer.withoutTokens(pair));
    }

    record LinkRequest(@Nullable String email) {}

    record SessionRequest(
            @Nullable String token,
            @Nullable String email,
            @Nullable String code,
            @Nullable String totp) {

        Shown shown() {
            return new Shown(token, email, code, totp);
        }
    }

    record Accepted(String message) {}

    record SessionList(List<SessionView> sessions) {}
}
