package press.lords.weather.observation;

import java.time.ZoneId;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A place whose weather the paper shows.
 *
 * @param id names the place in the journal; never changes
 * @param label as the paper writes it, whatever the provider says
 * @param latitude degrees north
 * @param longitude degrees east
 */
public record Place(
        @NotNull @Pattern(regexp = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
        String id,

        @NotBlank @Size(max = 100) String label,
        @NotNull ZoneId zone,
        @DecimalMin("-90") @DecimalMax("90") double latitude,
        @DecimalMin("-180") @DecimalMax("180") double longitude) {}
