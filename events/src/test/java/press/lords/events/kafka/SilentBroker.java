package press.lords.events.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.kafka.clients.consumer.Consumer;

/** Takes connections and says nothing, as a broker looks that is gone with its machine. */
public final class SilentBroker implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final ServerSocket socket;

    public SilentBroker() throws IOException {
        socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(Math.toIntExact(SOON.toMillis()));
    }

    /** A connection to it and to no other. */
    public Map<String, Object> connection() {
        return Map.of("bootstrap.servers", "127.0.0.1:" + socket.getLocalPort());
    }

    /** Waits until who reads has given up a connection and tries another; throws when that isn't soon. */
    public void isGivenUpBy(Consumer<byte[], byte[]> consumer) throws IOException, InterruptedException {
        AtomicBoolean isGivenUp = new AtomicBoolean();
        Thread reading = Thread.ofVirtual().start(() -> {
            while (!isGivenUp.get()) {
                consumer.poll(POLL);
            }
        });
        // Both are kept: a socket that nobody holds is closed some time.
        try (Socket _ = socket.accept();
                Socket _ = socket.accept()) {
            isGivenUp.set(true);
        } finally {
            isGivenUp.set(true);
            reading.join();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
