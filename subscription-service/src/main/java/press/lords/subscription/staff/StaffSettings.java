package press.lords.subscription.staff;

import java.time.Duration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How one becomes one of the staff.
 *
 * @param adminEmail who is invited as admin while there is none; empty for nobody
 * @param invitedFor how long an invitation can be followed
 * @param perNetwork invitations, tries to follow one, and new programs, of each in a minute, from one network
 * @param inAll the same from everywhere, of one instance
 * @param settleEvery how often it is looked for what another instance left undone
 */
@Validated
@ConfigurationProperties("press.staff")
record StaffSettings(
        @NotNull String adminEmail,
        @DurationMin(minutes = 1) @DurationMax(days = 7) Duration invitedFor,
        @Min(1) @Max(10_000) int perNetwork,
        @Min(1) @Max(100_000) int inAll,
        @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration settleEvery) {

    @Override
    public String toString() {
        return "StaffSettings[invitedFor=" + invitedFor + "]";
    }
}
