package press.lords.subscription.access;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** How many client authentications may fail in a minute. */
@Validated
@ConfigurationProperties("press.failed-attempts")
record AttemptSettings(
        @Min(1) @Max(1_000) int perClientAndAddress,
        @Min(1) @Max(10_000) int perAddress) {}
