package press.lords.article.web;

import java.net.URI;
import java.nio.file.Path;
import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens are trusted.
 *
 * @param stateDirectory where the issuer's last keys are kept
 */
@Validated
@ConfigurationProperties("press.tokens")
record TokenSettings(
        @NotBlank String issuer, URI jwksUri, @NotBlank String audience, Path stateDirectory) {}
