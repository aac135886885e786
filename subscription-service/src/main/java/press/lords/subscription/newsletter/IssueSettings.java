package press.lords.subscription.newsletter;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * When issues are made.
 *
 * @param latest how old what happened may be when it is first heard of; later it is no news
 * @param digestZone whose days the digest counts
 * @param digestAt when a day's digest is due there
 * @param catchUp how long an instance reads what it missed before it makes a digest
 * @param every how often it is looked for what is to be done
 */
@Validated
@ConfigurationProperties("press.issues")
record IssueSettings(
        @DurationMin(minutes = 1) @DurationMax(days = 7) Duration latest,
        ZoneId digestZone,
        LocalTime digestAt,
        @DurationMin(millis = 0) @DurationMax(minutes = 10) Duration catchUp,
        @DurationMin(millis = 10) @DurationMax(hours = 1) Duration every) {}
