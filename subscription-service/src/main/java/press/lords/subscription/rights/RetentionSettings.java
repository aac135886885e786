package press.lords.subscription.rights;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How long what concerns readers is kept.
 *
 * @param unconfirmed an address that nobody confirmed, since a mail last asked to
 * @param mails that a mail was owed, and what became of it; and issues, which digests look back on for some days
 * @param every how often it is looked for what is due
 */
@Validated
@ConfigurationProperties("press.retention")
record RetentionSettings(
        @DurationMin(hours = 1) @DurationMax(days = 7) Duration unconfirmed,
        @DurationMin(days = 7) @DurationMax(days = 90) Duration mails,
        @DurationMin(seconds = 1) @DurationMax(days = 1) Duration every) {}
