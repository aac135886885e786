package press.lords.gateway.page;

import java.time.Duration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What pages may cost.
 *
 * @param cacheSize of pages kept as bytes
 * @param builders threads that may build pages at a time
 * @param searchers threads that may search at a time, apart from the builders
 * @param maxWaiting requests that may wait for a builder, or for a position
 * @param maxWaitingSearches searches that may wait for a searcher
 * @param maxWait how long a request waits for a position
 */
@Validated
@ConfigurationProperties("press.pages")
record PageSettings(
        @NotNull DataSize cacheSize,
        @Min(1) @Max(64) int builders,
        @Min(1) @Max(64) int searchers,
        @Min(1) @Max(100_000) int maxWaiting,
        @Min(1) @Max(100_000) int maxWaitingSearches,
        @NotNull Duration maxWait) {}
