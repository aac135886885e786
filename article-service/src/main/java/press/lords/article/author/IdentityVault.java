package press.lords.article.author;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.bson.types.Binary;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Encrypts who writers really are: AES-GCM under the service's own key, bound to the author's slug. The service never reads them back. */
@Component
class IdentityVault {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;

    IdentityVault(@Value("${press.encryption-key}") String base64Key) {
        this.key = key(base64Key);
    }

    /** The nonce, then the encrypted identity with its tag. */
    Binary seal(String slug, String identity) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(slug.getBytes(UTF_8));
            byte[] sealed = cipher.doFinal(identity.getBytes(UTF_8));
            return new Binary(ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    private static SecretKey key(String base64Key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64Key);
            if (bytes.length == KEY_BYTES) {
                return new SecretKeySpec(bytes, "AES");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("PRESS_ENCRYPTION_KEY is not base64");
        }
        throw new IllegalStateException("PRESS_ENCRYPTION_KEY must be 32 bytes in base64");
    }
}
