package press.lords.subscription.vault;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where readers' keys are.
 *
 * @param uri of the database server; it may hold a password
 */
@Validated
@ConfigurationProperties("press.vault.reader-keys")
record ReaderKeySettings(@NotBlank String uri, @NotBlank String database) {

    @Override
    public String toString() {
        return "ReaderKeySettings[database=" + database + "]";
    }
}
