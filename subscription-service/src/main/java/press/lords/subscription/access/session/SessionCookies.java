package press.lords.subscription.access.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** How a browser carries a reader's tokens: out of reach of scripts, never over a plain connection, bound to this host alone. */
public final class SessionCookies {

    static final String ACCESS = "__Host-press-access";
    static final String REFRESH = "__Host-press-refresh";
    private static final String BEARER = "Bearer ";

    private SessionCookies() {}

    static HttpHeaders given(Credentials.Pair pair) {
        return headers(
                cookie(ACCESS, pair.access(), pair.accessGoodFor(), "Lax"),
                cookie(REFRESH, pair.refresh(), pair.refreshGoodFor(), "Strict"));
    }

    /** What makes a browser forget them. */
    public static HttpHeaders taken() {
        return headers(cookie(ACCESS, "", Duration.ZERO, "Lax"), cookie(REFRESH, "", Duration.ZERO, "Strict"));
    }

    /** Whether the request speaks for a reader only because a browser adds cookies by itself. */
    public static boolean areIn(HttpServletRequest request) {
        return value(request, ACCESS).isPresent() || value(request, REFRESH).isPresent();
    }

    /** From the header, or else from the cookie. */
    static Optional<String> access(HttpServletRequest request) {
        return bearer(request).or(() -> value(request, ACCESS));
    }

    /** From the cookie, or else, of a program, from the header. */
    static Optional<String> refresh(HttpServletRequest request) {
        return value(request, REFRESH).or(() -> bearer(request));
    }

    static Optional<String> bearer(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    static Optional<String> value(HttpServletRequest request, String name) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static HttpHeaders headers(ResponseCookie... cookies) {
        HttpHeaders headers = new HttpHeaders();
        Arrays.stream(cookies).forEach(cookie -> headers.add(HttpHeaders.SET_COOKIE, cookie.toString()));
        return headers;
    }

    private static ResponseCookie cookie(String name, String value, Duration life, String sameSite) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(true)
                .path("/")
                .sameSite(sameSite)
                .maxAge(life)
                .build();
    }
}
