package press.lords.gateway.web;

import java.time.Duration;
import java.util.List;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who may call, and for how long.
 *
 * @param allowedOrigins whose pages may call from a browser
 * @param maxConnections open at a time; one more is closed at once
 * @param idleTimeout after which a connection on which nothing moves is closed
 * @param requestTimeout until a request must have arrived as a whole
 */
@Validated
@ConfigurationProperties("press.web")
record WebSettings(
        @NotNull List<@Pattern(regexp = "https?://[^/?#]+") String> allowedOrigins,
        @Min(1) int maxConnections,
        @NotNull Duration idleTimeout,
        @NotNull Duration requestTimeout) {}
