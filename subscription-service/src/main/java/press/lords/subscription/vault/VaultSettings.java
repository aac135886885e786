package press.lords.subscription.vault;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param encryptionKey 32 bytes in base64 */
@ConfigurationProperties("press.vault")
record VaultSettings(@Nullable String encryptionKey) {

    @Override
    public String toString() {
        return "VaultSettings[encryptionKey=****]";
    }
}
