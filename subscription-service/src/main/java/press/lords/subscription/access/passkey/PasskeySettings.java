package press.lords.subscription.access.passkey;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How often passkeys may be tried.
 *
 * @param perNetwork challenges that are asked for in a minute, and answers to them, from one network
 * @param inAll the same from everywhere, of one instance
 */
@Validated
@ConfigurationProperties("press.passkeys")
record PasskeySettings(
        @Min(1) @Max(10_000) int perNetwork,
        @Min(1) @Max(100_000) int inAll) {}
