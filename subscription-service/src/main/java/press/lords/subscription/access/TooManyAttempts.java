package press.lords.subscription.access;

import java.time.Duration;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** The caller failed too often to be heard now. */
final class TooManyAttempts extends OAuth2AuthenticationException {

    private final Duration retryAfter;

    TooManyAttempts(Duration retryAfter) {
        super("slow_down");
        this.retryAfter = retryAfter;
    }

    /** In whole seconds, at least one. */
    long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }
}
