package press.lords.subscription.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Seals with AES-256-GCM under one feature's key. A sealed value is the nonce, then the cipher text with its tag. */
public final class Compartment {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    Compartment(SecretKey key) {
        this.key = key;
    }

    /** @param label what the value belongs to; it opens only under the same label, so nobody can move it to another document */
    public byte[] seal(byte[] clear, String label) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, label).doFinal(clear);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    /** Opens what {@link #seal} made; refuses what was sealed under another key or label, or was changed since. */
    public byte[] open(byte[] sealed, String label) throws CannotOpen {
        if (sealed.length <= NONCE_BYTES) {
            throw new CannotOpen("too short");
        }
        ByteBuffer parts = ByteBuffer.wrap(sealed);
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] rest = new byte[sealed.length - NONCE_BYTES];
        parts.get(nonce).get(rest);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, label).doFinal(rest);
        } catch (GeneralSecurityException e) {
            throw new CannotOpen("another key or label, or changed since", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String label) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(label.getBytes(UTF_8));
        return cipher;
    }
}
