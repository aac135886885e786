package press.lords.gateway.access;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens are believed.
 *
 * @param keysEvery how often the issuer's keys are read
 * @param stateDirectory where its last ones are kept
 * @param tokenLifetime the longest of an access token: what was withdrawn longer ago can't be used anyway
 * @param patience how long a start waits for the issuer's keys and for what was withdrawn before
 */
@Validated
@ConfigurationProperties("press.access")
record AccessSettings(
        @NotBlank String issuer,
        @NotNull URI jwksUri,
        @NotBlank String audience,
        @NotNull @DurationMin(seconds = 1) Duration keysEvery,
        @NotNull Path stateDirectory,

        @NotNull @DurationMin(minutes = 1) @DurationMax(minutes = 10)
        Duration tokenLifetime,

        @NotNull Duration patience) {}
