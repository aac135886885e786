package press.lords.subscription.vault;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Hashes under one feature's key: the same text gives the same hash, and without the key nobody can try out texts. */
public final class KeyedHash {

    private final SecretKey key;

    KeyedHash(SecretKey key) {
        this.key = key;
    }

    /** 256 bits in base64 for addresses, without padding. */
    public String of(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC", e);
        }
    }

    /** Compares in a time that tells nothing. */
    public boolean matches(String text, String hash) {
        return MessageDigest.isEqual(of(text).getBytes(US_ASCII), hash.getBytes(UTF_8));
    }
}
