package press.lords.events.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import press.lords.events.Topic;

/**
 * The broker that integration tests use, shared by all of this JVM: a container's with {@code -Pcontainers}; without, KAFKA_BOOTSTRAP_SERVERS', or
 * else a real one in this JVM. Tests empty it, so several JVMs need several ({@code -Dpress.forks=1} for one of all).
 */
public final class TestBroker {

    private TestBroker() {}

    public static String bootstrapServers() {
        return TestServers.areContainers()
                ? Containers.bootstrapServers()
                : Optional.ofNullable(System.getenv("KAFKA_BOOTSTRAP_SERVERS")).orElseGet(() -> Embedded.SERVERS);
    }

    /** Deletes our topics: a database that is new must not find a log that knows more than it does. */
    public static void empty() {
        List<String> names = Stream.of(Topic.values()).map(Topic::topicName).toList();
        try (Admin admin = admin()) {
            Set<String> existing = admin.listTopics().names().get();
            admin.deleteTopics(names.stream().filter(existing::contains).toList())
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the test broker can't be emptied", e);
        }
    }

    static void create(String topic, int partitions) throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** How many records each partition of a topic was ever sent. */
    static List<Long> ends(String topic) throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            Objects.requireNonNull(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic))
                    .partitions()
                    .forEach(info -> latest.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest()));
            return admin.listOffsets(latest).all().get().values().stream()
                    .map(ListOffsetsResultInfo::offset)
                    .toList();
        }
    }

    /** What holds for a topic, whoever said so. */
    static Map<String, String> settings(String topic) throws InterruptedException, ExecutionException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = admin()) {
            Map<String, String> settings = new HashMap<>();
            Objects.requireNonNull(
                            admin.describeConfigs(List.of(resource)).all().get().get(resource))
                    .entries()
                    .forEach(entry -> settings.put(entry.name(), entry.value()));
            return settings;
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /** All that the first partition of a topic holds, in order; nothing when there is no such topic. */
    static List<ConsumerRecord<byte[], byte[]>> log(Topic topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic.topicName(), 0);
            if (!consumer.listTopics().containsKey(topic.topicName())) {
                return List.of();
            }
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(log::add);
            }
            return log;
        }
    }

    private static final class Embedded {
        static final String SERVERS = start();

        private static String start() {
            try {
                int[] ports = freePorts();
                String servers = "127.0.0.1:" + ports[0];
                Path data = Files.createTempDirectory("test-broker");
                KafkaConfig config = new KafkaConfig(settings(servers, "127.0.0.1:" + ports[1], data), false);
                new Formatter()
                        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                        .setClusterId(Uuid.randomUuid().toString())
                        .setNodeId(config.nodeId())
                        .setDirectories(config.logDirs())
                        .setMetadataLogDirectory(config.metadataLogDir())
                        .setControllerListenerName("CONTROLLER")
                        .run();
                KafkaRaftServer broker = new KafkaRaftServer(config, Time.SYSTEM);
                broker.startup();
                return servers;
            } catch (Exception e) {
                throw new IllegalStateException("no test broker", e);
            }
        }

        private static Properties settings(String listener, String controller, Path data) {
            Properties settings = new Properties();
            settings.put("process.roles", "broker,controller");
            settings.put("node.id", "1");
            settings.put("controller.quorum.voters", "1@" + controller);
            settings.put("listeners", "PLAINTEXT://" + listener + ",CONTROLLER://" + controller);
            settings.put("advertised.listeners", "PLAINTEXT://" + listener);
            settings.put("controller.listener.names", "CONTROLLER");
            settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
            settings.put("log.dirs", data.toString());
            settings.put("offsets.topic.replication.factor", "1");
            settings.put("offsets.topic.num.partitions", "1");
            settings.put("group.initial.rebalance.delay.ms", "0");
            settings.put("auto.create.topics.enable", "false");
            settings.put("log.cleaner.dedupe.buffer.size", "4194304");
            return settings;
        }

        /** Both at once: one after the other may be the same. */
        private static int[] freePorts() {
            try (ServerSocket broker = new ServerSocket(0);
                    ServerSocket controller = new ServerSocket(0)) {
                return new int[] {broker.getLocalPort(), controller.getLocalPort()};
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
