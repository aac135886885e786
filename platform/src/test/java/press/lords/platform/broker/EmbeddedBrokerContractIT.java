package press.lords.platform.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import press.lords.events.contract.BrokerContractTests;
import press.lords.platform.KillableServer;

/** What the services rely on of Kafka, on the broker that the press runs on when it is given none. */
class EmbeddedBrokerContractIT extends BrokerContractTests {

    @TempDir
    private static Path folder;

    private static List<Integer> ports;
    private static KillableServer server;

    @BeforeAll
    static void start() throws IOException {
        ports = freePorts();
        server = new KillableServer(EmbeddedBroker.class, folder, ports);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + ports.getFirst();
    }

    private static List<Integer> freePorts() throws IOException {
        try (var first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(first.getLocalPort(), second.getLocalPort());
        }
    }
}
