package press.lords.platform.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node, broker and controller in one, on loopback ports. One node is a development set-up: an
 * acknowledgement survives the end of the process, not the loss of the disk.
 *
 * <p>Arguments: the folder of the data, the broker's port, the controller's port; in a cluster the controllers' ports
 * of all nodes and then which of them is this one, from 1. Nodes of one cluster are given one {@code cluster.id}.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final KafkaRaftServer server;

    EmbeddedBroker(Path folder, Node node) throws Exception {
        Files.createDirectories(folder);
        var config = new KafkaConfig(BrokerSettings.properties(folder.resolve("log"), node), false);
        format(config, clusterId(folder.resolve("cluster.id")));
        server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        log.info("Kafka on port {}, data in {}", node.port(), folder);
    }

    public static void main(String[] arguments) throws Exception {
        var place = Arrays.stream(arguments).skip(1).map(Integer::valueOf).toList();
        var broker = new EmbeddedBroker(Path.of(arguments[0]), Node.at(place));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
        broker.server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Views remember the cluster they were built from, so the id stays with the data. */
    private static String clusterId(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        }
        var id = Uuid.randomUuid().toString();
        Files.writeString(file, id, StandardCharsets.US_ASCII);
        return id;
    }

    private static void format(KafkaConfig config, String clusterId) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(clusterId)
                .setNodeId(config.nodeId())
                .setDirectories(config.logDirs())
                .setMetadataLogDirectory(config.metadataLogDir())
                .setControllerListenerName(BrokerSettings.CONTROLLER)
                .setIgnoreFormatted(true)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .run();
    }
}
