package press.lords.subscription.request;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/** Whom an internet address belongs to, as far as it tells. */
public final class Network {

    private static final String UNKNOWN = "?";

    private Network() {}

    /** What one subscriber of an internet provider has: an IPv4 address, or the first 64 bits of an IPv6 one. */
    public static String of(@Nullable String address) {
        return prefix(address, 4, 8);
    }

    /** What a small organisation has: the first 24 bits of an IPv4 address, the first 48 of an IPv6 one. */
    static String around(@Nullable String address) {
        return prefix(address, 3, 6);
    }

    private static String prefix(@Nullable String address, int bytesOfFour, int bytesOfSix) {
        if (address == null) {
            return UNKNOWN;
        }
        try {
            InetAddress read = InetAddress.ofLiteral(address);
            int bytes = read instanceof Inet6Address ? bytesOfSix : bytesOfFour;
            return HexFormat.of().formatHex(Arrays.copyOf(read.getAddress(), bytes));
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
    }
}
