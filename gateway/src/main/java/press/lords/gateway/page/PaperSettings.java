package press.lords.gateway.page;

import java.time.Duration;
import java.time.ZoneId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What the paper calls itself and where it lives.
 *
 * @param zone whose midnight turns the date over
 * @param weatherAbsentAfter how long stale weather is still shown
 */
@Validated
@ConfigurationProperties("press.paper")
record PaperSettings(
        @NotBlank String publication,
        @NotNull ZoneId zone,
        @NotNull Place place,

        @NotNull @DurationMin(seconds = 0) @DurationMax(days = 30)
        Duration weatherAbsentAfter) {

    /** @param id under which the weather of the masthead is kept */
    record Place(
            @NotBlank String id,
            @NotBlank String label,
            @NotNull ZoneId zone) {}
}
