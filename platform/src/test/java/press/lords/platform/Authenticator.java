package press.lords.platform;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shows the codes of a secret, RFC 6238: this step's first, then the next one's, which is good as well. */
final class Authenticator {

    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;
    private long lastStep;

    Authenticator(String base32) {
        secret = decoded(base32);
    }

    String nextCode() throws GeneralSecurityException {
        lastStep = Math.max(lastStep + 1, Instant.now().getEpochSecond() / 30);
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret, "HmacSHA1"));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(lastStep).array());
        int number = ByteBuffer.wrap(hash, hash[19] & 15, 4).getInt() & Integer.MAX_VALUE;
        return "%06d".formatted(number % 1_000_000);
    }

    private static byte[] decoded(String base32) {
        var number = BigInteger.ONE;
        for (int at = 0; at < base32.length(); at++) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(BASE_32.indexOf(base32.charAt(at))));
        }
        byte[] withOne = number.toByteArray();
        return Arrays.copyOfRange(withOne, 1, withOne.length);
    }
}
