package press.lords.subscription.access;

import java.time.Duration;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What stands in every token.
 *
 * @param uri the issuer's name and the address of its metadata, without a slash at its end
 * @param audience who the tokens are for: all services of the press
 */
@Validated
@ConfigurationProperties("press.issuer")
public record IssuerSettings(
        @Pattern(regexp = "https?://[^?#]*[^/?#]") String uri,
        @NotBlank String audience,
        @DurationMin(minutes = 1) @DurationMax(minutes = 10) Duration tokenLifetime) {}
