package press.lords.subscription.access.session;

import java.time.Duration;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import press.lords.subscription.signup.Secrets;

/**
 * The browser that asked for a link: only there the link works, so a link that someone else gets to see, or was made to follow, opens nothing.
 * Programs carry no cookies and aren't asked for one.
 */
record AskingBrowser(String secret) {

    private static final String COOKIE = "__Host-press-asked";
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    static AskingBrowser of(HttpServletRequest request) {
        boolean browser = request.getHeader(HttpHeaders.ORIGIN) != null || request.getHeader("Sec-Fetch-Site") != null;
        return new AskingBrowser(browser ? Secrets.id() : "");
    }

    /** Hash of the cookie that the request brings along, empty when it brings none. */
    static String in(HttpServletRequest request) {
        return SessionCookies.value(request, COOKIE).map(Secrets::hash).orElse("");
    }

    String hash() {
        return secret.isEmpty() ? "" : Secrets.hash(secret);
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
