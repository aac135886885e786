package press.lords.subscription.access.signing;

import java.time.Instant;

import com.nimbusds.jose.jwk.RSAKey;

/**
 * One signing key with its private part.
 *
 * @param number counts from 1; the highest whose time has come signs
 */
record SigningKey(int number, Instant createdAt, Instant signsFrom, RSAKey jwk) {

    /** Where a key is in its life. */
    enum State {
        NEXT,
        CURRENT,
        RETIRING,
        EXPIRED
    }

    String kid() {
        return jwk.getKeyID();
    }

    @Override
    public String toString() {
        return "SigningKey[" + number + ", " + kid() + "]";
    }
}
