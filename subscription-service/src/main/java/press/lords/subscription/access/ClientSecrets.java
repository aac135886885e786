package press.lords.subscription.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import press.lords.subscription.StartRefused;
import press.lords.subscription.signup.Secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Which secrets clients may have, and how they are held: as a MAC under a key that this process makes up. Secrets come from the environment
 * and are long, so a slow hash would protect nothing and only give callers a way to keep the processor busy.
 */
final class ClientSecrets implements PasswordEncoder {

    /** Begins what is held of a secret that we made ourselves; no MAC begins so. */
    private static final String HASHED = "sha256:";

    private static final int LEAST_LENGTH = 24;
    private static final int LEAST_DIFFERENT_CHARACTERS = 8;
    private static final List<String> WELL_KNOWN = List.of(
            "changeme",
            "password",
            "secret",
            "newsroom",
            "default",
            "example",
            "qwerty",
            "123456",
            "letmein",
            "lordspress");

    private final SecretKeySpec key;

    ClientSecrets() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    /** What to keep of a client's secret; refuses one that is missing or easy to guess. */
    String hold(String clientId, @Nullable String secret) {
        return mac(checked(clientId, secret));
    }

    /** What to hold of a secret of which a database keeps the hash. */
    static String holdHash(String hash) {
        return HASHED + hash;
    }

    private static String checked(String clientId, @Nullable String secret) {
        if (secret == null || secret.isBlank()) {
            throw refused(clientId, "has no secret");
        }
        if (secret.length() < LEAST_LENGTH) {
            throw refused(clientId, "has a secret of fewer than %d characters".formatted(LEAST_LENGTH));
        }
        String letters = secret.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        if (WELL_KNOWN.stream().anyMatch(letters::contains)
                || secret.chars().distinct().count() < LEAST_DIFFERENT_CHARACTERS) {
            throw refused(clientId, "has a secret that anyone could guess");
        }
        return secret.replace(' ', '+');
    }

    private static StartRefused refused(String clientId, String why) {
        return new StartRefused(
                "The OAuth client %s %s.".formatted(clientId, why),
                "Set %s to at least %d random characters, for example from: openssl rand -hex 32"
                        .formatted(variable(clientId), LEAST_LENGTH));
    }

    private static String variable(String clientId) {
        return switch (clientId) {
            case "newsroom" -> "PRESS_NEWSROOM_SECRET";
            case "mail-reports" -> "PRESS_MAIL_REPORTS_SECRET";
            default -> "PRESS_CLIENTS_" + clientId.toUpperCase(Locale.ROOT).replace("-", "") + "_SECRET";
        };
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence rawPassword) {
        return rawPassword == null ? null : mac(rawPassword);
    }

    @Override
    public boolean matches(@Nullable CharSequence rawPassword, @Nullable String encodedPassword) {
        if (rawPassword == null || encodedPassword == null) {
            return false;
        }
        // RFC 6749 has HTTP Basic credentials form-encoded; who forgot it, as curl does, had the secret's plus signs
        // read as blanks.
        String sent = rawPassword.toString().replace(' ', '+');
        String held = encodedPassword.startsWith(HASHED) ? holdHash(Secrets.hash(sent)) : mac(sent);
        return MessageDigest.isEqual(held.getBytes(UTF_8), encodedPassword.getBytes(UTF_8));
    }

    private String mac(CharSequence secret) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(secret.toString().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC", e);
        }
    }
}
