package press.lords.platform.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Kafka's settings for a small node that is back soon after it was killed. */
final class BrokerSettings {

    static final String CONTROLLER = "CONTROLLER";

    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("controller.listener.names", CONTROLLER),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("inter.broker.listener.name", "PLAINTEXT"),
            Map.entry("auto.create.topics.enable", "false"),
            // Small: fewer partitions and threads, a cleaner that fits the heap.
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.num.partitions", "4"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            // The controller believes a killed broker alive for this long, and its successor waits as long.
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            Map.entry("controller.quorum.election.timeout.ms", "300"),
            Map.entry("controller.quorum.fetch.timeout.ms", "2000"),
            Map.entry("group.initial.rebalance.delay.ms", "0"));

    private static final List<String> COPIES = List.of(
            "default.replication.factor",
            "offsets.topic.replication.factor",
            "transaction.state.log.replication.factor",
            "share.coordinator.state.topic.replication.factor");
    /** How many copies must have a record before it counts as written. */
    private static final List<String> IN_SYNC =
            List.of("min.insync.replicas", "transaction.state.log.min.isr", "share.coordinator.state.topic.min.isr");

    private BrokerSettings() {}

    static Properties properties(Path log, Node node) {
        var properties = new Properties();
        properties.putAll(FIXED);
        var broker = "PLAINTEXT://127.0.0.1:" + node.port();
        properties.put("node.id", String.valueOf(node.number()));
        properties.put("listeners", broker + ",CONTROLLER://127.0.0.1:" + node.controllerPort());
        properties.put("advertised.listeners", broker);
        properties.put("controller.quorum.voters", node.voters());
        properties.put("log.dirs", log.toString());
        var copies = String.valueOf(node.copies());
        COPIES.forEach(setting -> properties.put(setting, copies));
        var inSync = String.valueOf(node.copies() / 2 + 1);
        IN_SYNC.forEach(setting -> properties.put(setting, inSync));
        return properties;
    }
}
