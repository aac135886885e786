package press.lords.subscription.consent;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.http.ResponseCookie;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What a browser is known by. It is in the browser's cookie alone: what is stored, sent and shown is its digest, so nobody who reads our
 * database, topics or a receipt can choose in a visitor's name.
 */
record VisitorSecret(String text) {

    static final String COOKIE = "__Host-press-visitor";

    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Duration KEPT = Duration.ofDays(365);
    private static final SecureRandom RANDOM = new SecureRandom();

    static Optional<VisitorSecret> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new VisitorSecret(text)) : Optional.empty();
    }

    static VisitorSecret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new VisitorSecret(base64(bytes));
    }

    String visitorId() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
            return base64(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    ResponseCookie cookie() {
        return ResponseCookie.from(COOKIE, text)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(KEPT)
                .build();
    }

    @Override
    public String toString() {
        return "VisitorSecret[…]";
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
