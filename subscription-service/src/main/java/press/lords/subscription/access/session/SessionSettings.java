package press.lords.subscription.access.session;

import java.time.Duration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How long readers stay signed in.
 *
 * @param lifetime from one refresh to the last moment for the next
 * @param sameAnswerFor how long a refresh token that was just used gets the same answer again: of two tabs that refresh at once neither is a thief
 * @param codesPerNetwork codes that may be tried in a minute, from one network
 * @param codesInAll the same from everywhere, of one instance
 */
@Validated
@ConfigurationProperties("press.sessions")
record SessionSettings(
        @DurationMin(hours = 1) @DurationMax(days = 90) Duration lifetime,
        @DurationMin(seconds = 0) @DurationMax(seconds = 30) Duration sameAnswerFor,
        @Min(1) @Max(10_000) int codesPerNetwork,
        @Min(1) @Max(1_000_000) int codesInAll) {}
