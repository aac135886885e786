package press.lords.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The mail server that a press under test is told of. It hands all on to the press's own sink; or it takes mails itself, as fast as they come
 * and as badly as a journey wants, and remembers how often it took each.
 */
final class PostOffice implements AutoCloseable {

    private static final int BACKLOG = 200;

    private final ServerSocket door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Clerk> clerk;

    /** @param ports in which a press remembers where its sink listens */
    static PostOffice inFrontOfTheSink(Path ports) throws IOException {
        return new PostOffice(client -> relay(client, sinkPort(ports)));
    }

    PostOffice(Clerk first) throws IOException {
        clerk = new AtomicReference<>(first);
        Thread.ofVirtual().start(this::listen);
    }

    /** Who serves those that come in by the door. */
    @FunctionalInterface
    interface Clerk {
        void serve(Socket client) throws IOException;
    }

    int port() {
        return door.getLocalPort();
    }

    /** Another clerk from now on, for all; until the returned one is closed. */
    AutoCloseable staffedBy(Clerk next) {
        var before = clerk.getAndSet(next);
        hangUp();
        return () -> {
            clerk.set(before);
            hangUp();
        };
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            clerk.get().serve(client);
        } catch (IOException gone) {
            // Whoever sends mails copes with that.
        } finally {
            open.remove(client);
        }
    }

    private void hangUp() {
        for (var client : open) {
            try {
                client.close();
            } catch (IOException closed) {
                // As it should be.
            }
        }
    }

    private static void relay(Socket client, int port) throws IOException {
        try (var sink = new Socket(InetAddress.getLoopbackAddress(), port)) {
            sink.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> {
                try (client) {
                    sink.getInputStream().transferTo(client.getOutputStream());
                } catch (IOException gone) {
                    // The client's end shows it.
                }
            });
            client.getInputStream().transferTo(sink.getOutputStream());
        }
    }

    private static int sinkPort(Path ports) throws IOException {
        var remembered = new Properties();
        try (var in = Files.newBufferedReader(ports)) {
            remembered.load(in);
        }
        return Integer.parseInt(Map.copyOf(remembered).getOrDefault("mail", "0").toString());
    }

    @Override
    public void close() throws IOException {
        door.close();
        hangUp();
    }
}
