package press.lords.subscription.access.session;

import java.time.Duration;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import press.lords.subscription.signup.Secrets;

/**
 * The browser that asked for a link: only there the link works, so a link that someone else gets to see, or was made to follow, opens nothing.
 * Programs carry no cookies; a link that one asked for works for programs alone, or anybody could have a stranger's browser signed in as
 * themselves. What a device is to sign is bound in the same way.
 */
public record AskingBrowser(String secret, AskedFor what) {

    /** Stands where a browser's hash stands, and is none. */
    private static final String PROGRAM = "program";

    /** What a browser can ask for, each remembered apart: whoever tries a passkey still awaits the mail. */
    public enum AskedFor {
        LINK("__Host-press-asked", Duration.ofMinutes(10)),
        PASSKEY("__Host-press-asked-passkey", Duration.ofMinutes(5));

        private final String cookie;
        private final Duration goodFor;

        AskedFor(String cookie, Duration goodFor) {
            this.cookie = cookie;
            this.goodFor = goodFor;
        }
    }

    static AskingBrowser of(HttpServletRequest request) {
        return of(request, AskedFor.LINK);
    }

    public static AskingBrowser of(HttpServletRequest request, AskedFor what) {
        return new AskingBrowser(isBrowser(request) ? Secrets.id() : "", what);
    }

    private static boolean isBrowser(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.ORIGIN) != null || request.getHeader("Sec-Fetch-Site") != null;
    }

    /** As {@link #hash}, of whoever shows a link; empty for a browser that didn't ask for one. */
    static String in(HttpServletRequest request) {
        return in(request, AskedFor.LINK);
    }

    public static String in(HttpServletRequest request, AskedFor what) {
        return SessionCookies.value(request, what.cookie).map(Secrets::hash).orElse(isBrowser(request) ? "" : PROGRAM);
    }

    /** Of the cookie, or what stands for all programs. */
    public String hash() {
        return secret.isEmpty() ? PROGRAM : Secrets.hash(secret);
    }

    public HttpHeaders cookie() {
        HttpHeaders headers = new HttpHeaders();
        if (!secret.isEmpty()) {
            headers.add(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(what.cookie, secret)
                            .httpOnly(true)
                            .secure(true)
                            .path("/")
                            .sameSite("Lax")
                            .maxAge(what.goodFor)
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
