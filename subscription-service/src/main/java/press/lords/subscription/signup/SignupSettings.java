package press.lords.subscription.signup;

import java.time.Duration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How readers sign up.
 *
 * @param confirmWithin how long the link to confirm an address is good
 * @param perNetwork requests of one kind, to subscribe or to sign in, in a minute, from one network
 * @param inAll the same from everywhere, of one instance
 */
@Validated
@ConfigurationProperties("press.signup")
record SignupSettings(
        @DurationMin(minutes = 10) @DurationMax(days = 7) Duration confirmWithin,
        @Min(1) @Max(10_000) int perNetwork,
        @Min(1) @Max(1_000_000) int inAll) {}
