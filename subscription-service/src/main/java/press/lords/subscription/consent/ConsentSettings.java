package press.lords.subscription.consent;

import java.time.Duration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How much is kept of what visitors chose.
 *
 * @param maxEntries of one visitor; then only a refusal or withdrawal is still taken
 * @param grantsPerNetwork choices in a minute that allow something
 * @param grants the same from everywhere
 * @param newVisitorsPerNetwork in a minute
 * @param newVisitors in a minute, from everywhere
 * @param keptFor how long the proof is kept after a visitor's last choice; not shorter than the topic keeps it
 */
@Validated
@ConfigurationProperties("press.consent")
record ConsentSettings(
        @Min(1) @Max(10_000) int maxEntries,
        @Min(1) int grantsPerNetwork,
        @Min(1) int grants,
        @Min(1) int newVisitorsPerNetwork,
        @Min(1) int newVisitors,
        @DurationMin(days = 400) Duration keptFor) {}
