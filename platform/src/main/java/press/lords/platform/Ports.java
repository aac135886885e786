package press.lords.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/** The ports that nobody chose: free ones, remembered, so that a restarted child and the next run find them again. */
final class Ports {

    private static final int FIRST = 20_000;
    /** Linux gives outgoing connections ports from here on, other systems later ones. */
    private static final int END = 32_768;

    private static final int ATTEMPTS = 1_000;

    private final Path file;
    private final Properties remembered = new Properties();

    Ports(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                remembered.load(in);
            }
        }
    }

    /** Refuses a chosen port that something else listens on. */
    static void check(String setting, int port, String use) {
        if (!isFree(port)) {
            throw new CannotStart("Port %d, for %s, is taken. Stop what listens there, or set %s to another port."
                    .formatted(port, use, setting));
        }
    }

    /** Free ports for these names, in their order. */
    List<Integer> take(List<String> names) throws IOException {
        var held = new ArrayList<ServerSocket>();
        var ports = new ArrayList<Integer>();
        try {
            for (var name : names) {
                var socket = hold(Integer.parseInt(remembered.getProperty(name, "0")));
                held.add(socket);
                ports.add(socket.getLocalPort());
                remembered.setProperty(name, String.valueOf(socket.getLocalPort()));
            }
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
        try (var out = Files.newBufferedWriter(file)) {
            remembered.store(out, null);
        }
        return ports;
    }

    private static ServerSocket hold(int wanted) throws IOException {
        return bound(InetAddress.getLoopbackAddress(), wanted > 0 && isFree(wanted) ? wanted : free());
    }

    /** A free port that no outgoing connection is given, or one could take it before who is to listen there has started. */
    static int free() throws IOException {
        return ThreadLocalRandom.current()
                .ints(ATTEMPTS, FIRST, END)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow(() -> new IOException("no free port from %d to %d".formatted(FIRST, END - 1)));
    }

    /** Some systems let one address of a port be taken twice, so all addresses and the loopback one are tried. */
    private static boolean isFree(int port) {
        try {
            bound(null, port).close();
            bound(InetAddress.getLoopbackAddress(), port).close();
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static ServerSocket bound(@Nullable InetAddress address, int port) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        try {
            socket.bind(new InetSocketAddress(address, port));
            return socket;
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
    }
}
