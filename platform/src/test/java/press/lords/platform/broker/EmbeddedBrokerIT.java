package press.lords.platform.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import press.lords.platform.KillableServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The embedded broker as its clients see it, killed included. */
class EmbeddedBrokerIT {

    private static final int RECORDS = 200;

    @TempDir
    private Path folder;

    private KillableServer server;
    private Map<String, Object> clients;

    @BeforeEach
    void start() throws IOException {
        var ports = freePorts();
        server = new KillableServer(EmbeddedBroker.class, folder, ports);
        clients = Map.of("bootstrap.servers", "127.0.0.1:" + ports.getFirst());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isBackWithEverythingAfterItWasKilled() throws Exception {
        try (var admin = Admin.create(clients)) {
            admin.createTopics(List.of(new NewTopic("things", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            var cluster = admin.describeCluster().clusterId().get();
            send();
            server.kill();
            server.startAgain();

            assertThat(read()).hasSize(RECORDS).startsWith("thing 0").endsWith("thing " + (RECORDS - 1));
            assertThat(admin.describeCluster().clusterId().get()).isEqualTo(cluster);
            assertThat(Files.readString(folder.resolve("data/cluster.id"))).isEqualTo(cluster);
        }
    }

    @Test
    void createsNoTopicByAccident() throws Exception {
        try (var consumer = new KafkaConsumer<>(clients, new StringDeserializer(), new StringDeserializer());
                var admin = Admin.create(clients)) {
            assertThat(consumer.partitionsFor("misspelt", Duration.ofSeconds(5)))
                    .isNullOrEmpty();
            assertThat(admin.listTopics().names().get()).doesNotContain("misspelt");
        }
    }

    private void send() throws Exception {
        try (var producer = new KafkaProducer<>(clients, new StringSerializer(), new StringSerializer())) {
            var sent = new ArrayList<Future<?>>();
            for (int i = 0; i < RECORDS; i++) {
                sent.add(producer.send(new ProducerRecord<>("things", "key " + i, "thing " + i)));
            }
            for (var acknowledgement : sent) {
                acknowledgement.get();
            }
        }
    }

    private List<String> read() {
        try (var consumer = new KafkaConsumer<>(clients, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition("things", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            var values = new ArrayList<String>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }

    private static List<Integer> freePorts() throws IOException {
        try (var first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(first.getLocalPort(), second.getLocalPort());
        }
    }
}
