package press.lords.subscription.consent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What a request tells of the browser that sent it.
 *
 * @param secret by which it is known, if it has one
 * @param gpc whether it sends Global Privacy Control
 * @param locale the first that it asks for, as a language tag
 */
record Browser(
        Optional<VisitorSecret> secret,
        boolean gpc,
        @Nullable String locale,
        String address) {

    private static final int MAX_LANGUAGES = 200;
    private static final int MAX_LOCALE = 35;

    static Browser of(HttpServletRequest request) {
        return new Browser(
                cookie(request).flatMap(VisitorSecret::of),
                "1".equals(request.getHeader("Sec-GPC")),
                locale(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)),
                request.getRemoteAddr());
    }

    Browser knownBy(VisitorSecret newSecret) {
        return new Browser(Optional.of(newSecret), gpc, locale, address);
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        Cookie @Nullable [] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(VisitorSecret.COOKIE))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    static @Nullable String locale(@Nullable String languages) {
        if (languages == null || languages.length() > MAX_LANGUAGES) {
            return null;
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(languages);
            String tag = Locale.forLanguageTag(ranges.getFirst().getRange()).toLanguageTag();
            return tag.equals("und") || tag.length() > MAX_LOCALE ? null : tag;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
