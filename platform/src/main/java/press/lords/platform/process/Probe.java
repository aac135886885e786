package press.lords.platform.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a child whether it does its work. An exception is a "no" that says why. */
@FunctionalInterface
public interface Probe {

    Duration TIME_OUT = Duration.ofSeconds(2);

    boolean answers() throws IOException, InterruptedException;

    /** Something accepts connections on a loopback port. */
    static Probe port(int port) {
        return () -> {
            try (var socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        Math.toIntExact(TIME_OUT.toMillis()));
                return true;
            }
        };
    }

    /** A GET answers 200. */
    static Probe http(HttpClient client, URI address) {
        var request = HttpRequest.newBuilder(address).timeout(TIME_OUT).build();
        return () -> client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }
}
