package press.lords.subscription.staff;

import java.net.URLEncoder;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Codes of an authenticator, RFC 6238: six digits, new every thirty seconds, by HMAC-SHA-1, which all authenticators know. */
final class Totp {

    private static final TimeBasedOneTimePasswordGenerator CODES = new TimeBasedOneTimePasswordGenerator();
    private static final long STEP_SECONDS = CODES.getTimeStep().toSeconds();
    /** What RFC 4226 recommends for a key. */
    private static final int SECRET_BYTES = 20;

    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** The step that a code is of, if it is the present one or one beside it: clocks differ, and typing takes time. */
    static OptionalLong step(byte[] secret, String typed, Instant now) {
        String code = typed.replaceAll("[ -]", "");
        long present = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        OptionalLong found = OptionalLong.empty();
        for (long step = present - 1; step <= present + 1; step++) {
            if (MessageDigest.isEqual(code(secret, step).getBytes(UTF_8), code.getBytes(UTF_8))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private static String code(byte[] secret, long step) {
        try {
            return CODES.generateOneTimePasswordString(
                    new SecretKeySpec(secret, CODES.getAlgorithm()),
                    Instant.ofEpochSecond(step * STEP_SECONDS),
                    Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("this Java takes no key for HMAC", e);
        }
    }

    /** As people type it in. */
    static String base32(byte[] secret) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte next : secret) {
            buffer = (buffer << 8) | (next & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE_32.charAt((buffer >> bits) & 31));
            }
        }
        return bits == 0
                ? text.toString()
                : text.append(BASE_32.charAt((buffer << (5 - bits)) & 31)).toString();
    }

    /** What an authenticator reads from a link or a picture. */
    static String uri(byte[] secret, String paper, String account) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
                .formatted(
                        encoded(paper),
                        encoded(account),
                        base32(secret),
                        encoded(paper),
                        CODES.getPasswordLength(),
                        STEP_SECONDS);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
