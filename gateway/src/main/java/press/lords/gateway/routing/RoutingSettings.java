package press.lords.gateway.routing;

import java.net.URI;
import java.time.Duration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where the services are, and what is passed on to them.
 *
 * @param maxBody of a request
 * @param trustedProxies regular expression of the addresses of proxies in front, whose word on the caller is believed; empty for none
 */
@Validated
@ConfigurationProperties("press.routing")
record RoutingSettings(
        @NotNull DataSize maxBody,
        @NotNull String trustedProxies,
        @NotNull @Valid Upstream articles,
        @NotNull @Valid Upstream subscriptions,
        @NotNull @Valid Upstream weather) {

    /** @param responseTimeout until the answer's head is there */
    record Upstream(
            @NotNull URI url,
            @NotNull Duration connectTimeout,
            @NotNull Duration responseTimeout) {}
}
