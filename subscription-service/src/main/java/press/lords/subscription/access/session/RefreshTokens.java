package press.lords.subscription.access.session;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;
import press.lords.subscription.vault.KeyedHash;
import press.lords.subscription.vault.Vault;

/**
 * Refresh tokens: session, generation and a keyed hash of both. The database holds no token, nor anything to make one from; and a token of an
 * earlier generation is told from a guess, so that guessing ends nobody's session.
 */
@Component
final class RefreshTokens {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{22})\\.(\\d{1,9})\\.([A-Za-z0-9_-]{43})");

    private final KeyedHash hashes;

    RefreshTokens(Vault vault) {
        this.hashes = vault.keyedHash("refresh-tokens");
    }

    record RefreshToken(String session, int generation) {}

    String of(Session session) {
        String named = session.id() + "." + session.generation();
        return named + "." + hashes.of(named);
    }

    /** Empty when it isn't one that we made. */
    Optional<RefreshToken> read(String token) {
        Matcher parts = FORM.matcher(token);
        return parts.matches() && hashes.matches(parts.group(1) + "." + parts.group(2), parts.group(3))
                ? Optional.of(new RefreshToken(parts.group(1), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }
}
