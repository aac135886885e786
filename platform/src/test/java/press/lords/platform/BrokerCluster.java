package press.lords.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import press.lords.platform.broker.EmbeddedBroker;

import static org.awaitility.Awaitility.await;

/** Three brokers that are one cluster, each a process of its own. */
final class BrokerCluster implements AutoCloseable {

    static final int NODES = 3;

    private final List<KillableServer> nodes = new ArrayList<>();
    private final String servers;
    private final Admin admin;

    BrokerCluster(Path folder) throws IOException, InterruptedException, ExecutionException {
        var names =
                IntStream.rangeClosed(1, 2 * NODES).mapToObj(String::valueOf).toList();
        var ports = new Ports(Files.createDirectories(folder).resolve("ports.properties")).take(names);
        var brokers = ports.subList(0, NODES);
        var controllers = ports.subList(NODES, 2 * NODES);
        servers = brokers.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        var clusterId = Uuid.randomUuid().toString();
        var starts = new ArrayList<Callable<KillableServer>>();
        for (int number = 1; number <= NODES; number++) {
            var place = new ArrayList<>(List.of(brokers.get(number - 1)));
            place.addAll(controllers);
            place.add(number);
            var own = folder.resolve("node-" + number);
            Files.writeString(Files.createDirectories(own.resolve("data")).resolve("cluster.id"), clusterId);
            starts.add(() -> new KillableServer(EmbeddedBroker.class, own, place));
        }
        // Together, since none of them is up before a majority is.
        try (var starting = Executors.newFixedThreadPool(NODES)) {
            for (Future<KillableServer> started : starting.invokeAll(starts)) {
                nodes.add(started.get());
            }
        }
        admin = Admin.create(Map.of("bootstrap.servers", servers));
    }

    String servers() {
        return servers;
    }

    /** The number of the node that leads most partitions. */
    int busiest() throws ExecutionException, InterruptedException {
        var led = topics().stream()
                .flatMap(topic -> topic.partitions().stream())
                .collect(Collectors.groupingBy(partition -> partition.leader().id(), Collectors.counting()));
        return led.entrySet().stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
    }

    /** As {@code kill -9} does. */
    void kill(int number) throws InterruptedException {
        nodes.get(number - 1).kill();
    }

    /** Starts a node that was killed and waits until it has caught up with everything. */
    void startAgain(int number) throws IOException {
        nodes.get(number - 1).startAgain();
        await().atMost(Witness.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> topics().stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .allMatch(partition -> partition.isr().size() == NODES));
    }

    /** How many nodes keep a topic's records and how many of them must have one, by topic. */
    Map<String, Copies> copies() throws ExecutionException, InterruptedException {
        var resources = topics().stream()
                .collect(Collectors.toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), BrokerCluster::fewest));
        var settings = admin.describeConfigs(resources.keySet()).all().get();
        return settings.entrySet().stream()
                .collect(Collectors.toMap(
                        topic -> topic.getKey().name(),
                        topic -> new Copies(
                                resources.getOrDefault(topic.getKey(), 0),
                                Integer.parseInt(topic.getValue()
                                        .get("min.insync.replicas")
                                        .value()))));
    }

    record Copies(int kept, int inSync) {}

    private static int fewest(TopicDescription topic) {
        return topic.partitions().stream()
                .map(TopicPartitionInfo::replicas)
                .mapToInt(List::size)
                .min()
                .orElseThrow();
    }

    private List<TopicDescription> topics() throws ExecutionException, InterruptedException {
        var names = admin.listTopics().names().get();
        return List.copyOf(admin.describeTopics(names).allTopicNames().get().values());
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
        nodes.forEach(KillableServer::close);
    }
}
