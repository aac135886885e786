package press.lords.subscription.access;

import java.util.Map;
import java.util.Set;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** The programs that may ask for tokens, by client id. */
@Validated
@ConfigurationProperties("press")
record ClientsSettings(@NotEmpty Map<@Pattern(regexp = "[a-z0-9-]{1,40}") String, @Valid ClientSettings> clients) {

    /** @param optional whether there is no such program, instead of no service, when it has no secret */
    record ClientSettings(
            @Nullable String secret,
            @NotEmpty Set<@Pattern(regexp = "[a-z0-9.:-]{1,60}") String> scopes,
            boolean optional) {

        boolean exists() {
            return !optional || (secret != null && !secret.isBlank());
        }

        @Override
        public String toString() {
            return "ClientSettings[secret=****, scopes=" + scopes + "]";
        }
    }
}
