package press.lords.subscription.access.signing;

import java.time.Duration;
import jakarta.validation.constraints.AssertTrue;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The life of a signing key.
 *
 * @param signsFor how long a key signs before the next one does
 * @param publishedAhead how long a key is in the JWKS before it signs; longer than anyone caches the JWKS
 * @param keptAfter how long a key stays in the JWKS after it signed last; longer than a token lives
 * @param readEvery how often an instance looks for keys that others made
 */
@Validated
@ConfigurationProperties("press.signing-keys")
record RotationSettings(
        Duration signsFor,
        Duration publishedAhead,
        @DurationMin(minutes = 15) Duration keptAfter,
        Duration readEvery) {

    @AssertTrue(
            message =
                    "a key must be published ahead for longer than readEvery, and sign for longer than it is published ahead")
    boolean isInOrder() {
        return readEvery.compareTo(publishedAhead) < 0 && publishedAhead.compareTo(signsFor) < 0;
    }
}
