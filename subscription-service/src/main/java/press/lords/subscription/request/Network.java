package press.lords.subscription.request;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/** What one subscriber of an internet provider has: an IPv4 address, or the first 64 bits of an IPv6 one. */
public final class Network {

    private Network() {}

    public static String of(@Nullable String address) {
        if (address == null) {
            return "?";
        }
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                    : address;
        } catch (IllegalArgumentException e) {
            return "?";
        }
    }
}
