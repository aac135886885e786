package press.lords.subscription.access.session;

import java.time.Duration;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import press.lords.subscription.signup.Secrets;

/**
 * The browser that asked for a link: only there the link works, so a link that someone else gets to see, or was made to follow, opens nothing.
 * Programs carry no cookies; a link that one asked for works for programs alone, or anybody could have a stranger's browser signed in as
 * themselves.
 */
record AskingBrowser(String secret) {

    private static final String COOKIE = "__Host-press-asked";
    /** Stands where a browser's hash stands, and is none. */
    private static final String PROGRAM = "program";

    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    static AskingBrowser of(HttpServletRequest request) {
        return new AskingBrowser(isBrowser(request) ? Secrets.id() : "");
    }

    private static boolean isBrowser(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.ORIGIN) != null || request.getHeader("Sec-Fetch-Site") != null;
    }

    /** As {@link #hash}, of whoever shows a link; empty for a browser that didn't ask for one. */
    static String in(HttpServletRequest request) {
        return SessionCookies.value(request, COOKIE).map(Secrets::hash).orElse(isBrowser(request) ? "" : PROGRAM);
    }

    /** Of the cookie, or what stands for all programs. */
    String hash() {
        return secret.isEmpty() ? PROGRAM : Secrets.hash(secret);
    }

    HttpHeaders cookie() {
        HttpHeaders headers = new HttpHeaders();
        if (!secret.isEmpty()) {
            headers.add(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(COOKIE, secret)
                            .httpOnly(true)
                            .secure(true)
                            .path("/")
                            .sameSite("Lax")
                            .maxAge(GOOD_FOR)
                            .build()
                            .toString());
        }
        return headers;
    }

    @Override
    public String toString() {
        return "AskingBrowser[…]";
    }
}
