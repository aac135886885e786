package press.lords.subscription.vault;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import press.lords.subscription.StartRefused;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Gives each feature its own key, derived from the operator's one, so that what one feature sealed no other can be made to open. */
@Component
public final class Vault {

    private static final int KEY_BYTES = 32;
    private static final String REMEDY =
            "Set PRESS_ENCRYPTION_KEY to 32 random bytes in base64, for example from: openssl rand -base64 32";

    private final byte[] operatorsKey;

    Vault(VaultSettings settings) {
        this.operatorsKey = decode(settings.encryptionKey());
    }

    public Compartment compartment(String purpose) {
        return new Compartment(key(purpose, "AES"));
    }

    public KeyedHash keyedHash(String purpose) {
        return new KeyedHash(key("hash:" + purpose, "HmacSHA256"));
    }

    private SecretKey key(String purpose, String algorithm) {
        try {
            HKDFParameterSpec derivation =
                    HKDFParameterSpec.ofExtract().addIKM(operatorsKey).thenExpand(purpose.getBytes(UTF_8), KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, derivation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HKDF", e);
        }
    }

    private static byte[] decode(@Nullable String base64) {
        if (base64 == null || base64.isBlank()) {
            throw new StartRefused("There is no encryption key.", REMEDY);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            // Not as the cause: its message quotes the key.
            throw new StartRefused("The encryption key is not base64.", REMEDY);
        }
        if (key.length != KEY_BYTES) {
            throw new StartRefused("The encryption key has %d bytes.".formatted(key.length), REMEDY);
        }
        return key;
    }
}
