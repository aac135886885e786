package press.lords.gateway.access;

import java.util.List;
import java.util.Optional;

import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What a request shows to say who asks: an access token, in the session's cookie or, as programs do, as a bearer's. */
public final class Credentials {

    private static final String COOKIE = "__Host-press-access";
    private static final String BEARER = "Bearer";

    private Credentials() {}

    /**
     * False when the request is anybody's. Cheap, since it is asked of every request; other cookies of ours, such as that of a visitor who
     * chose what to consent to, say nothing of who reads.
     */
    public static boolean mayBeIn(HttpHeaders headers) {
        if (headers.containsHeader(HttpHeaders.AUTHORIZATION)) {
            return true;
        }
        List<String> cookies = headers.get(HttpHeaders.COOKIE);
        return cookies != null && cookies.stream().anyMatch(cookie -> cookie.contains(COOKIE));
    }

    static Optional<String> bearer(ServerHttpRequest request) {
        return Optional.ofNullable(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                .map(value -> value.split(" ", 2))
                .filter(parts -> parts[0].equalsIgnoreCase(BEARER))
                .map(parts -> parts.length == 1 ? "" : parts[1].strip());
    }

    static Optional<String> cookie(ServerHttpRequest request) {
        return Optional.ofNullable(request.getCookies().getFirst(COOKIE)).map(HttpCookie::getValue);
    }
}
